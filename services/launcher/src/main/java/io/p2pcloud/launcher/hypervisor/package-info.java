/// Starts, finds, watches and ends guests. [io.p2pcloud.launcher.hypervisor.Hypervisor] is what the
/// rest of the product sees; behind it stands QEMU driven by its machine protocol (QMP), with
/// guests that outlive this program and are adopted again when it comes back.
@NullMarked
package io.p2pcloud.launcher.hypervisor;

import org.jspecify.annotations.NullMarked;
