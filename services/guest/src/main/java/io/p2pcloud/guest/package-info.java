/// The boot bundle: kernel, initramfs with the unlock agent, kernel modules and the catalogue of
/// base images, each pinned by a digest. This package reads a bundle that `services/guest/build`
/// made, checks it, and says with which command line and disks a machine is started from it.
@NullMarked
package io.p2pcloud.guest;

import org.jspecify.annotations.NullMarked;
