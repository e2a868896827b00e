@NullMarked
package io.p2pcloud.lightclient.consensus;

import org.jspecify.annotations.NullMarked;
