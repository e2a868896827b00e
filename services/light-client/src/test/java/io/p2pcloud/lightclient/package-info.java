@NullMarked
package io.p2pcloud.lightclient;

import org.jspecify.annotations.NullMarked;
