/// Buying: order a machine, check what started, unlock it, connect to it, close it. [Servers] is
/// what a window or a command line sees; everything behind it is journaled, so that a launch goes
/// on after the application was closed or killed.
@NullMarked
package io.p2pcloud.tenant;

import org.jspecify.annotations.NullMarked;
