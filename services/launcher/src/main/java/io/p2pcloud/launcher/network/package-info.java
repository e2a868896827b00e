/// How guests are reached from this host: today loopback ports that lead into QEMU's user network.
@NullMarked
package io.p2pcloud.launcher.network;

import org.jspecify.annotations.NullMarked;
