/// Selling: what this machine may offer, its listing and price, the leases it serves. [Hosting] is
/// what a window or a command line sees.
@NullMarked
package io.p2pcloud.provider;

import org.jspecify.annotations.NullMarked;
