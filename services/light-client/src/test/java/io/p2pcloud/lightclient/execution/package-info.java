@NullMarked
package io.p2pcloud.lightclient.execution;

import org.jspecify.annotations.NullMarked;
