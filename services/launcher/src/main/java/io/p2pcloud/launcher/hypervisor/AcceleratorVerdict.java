package io.p2pcloud.launcher.hypervisor;

import io.p2pcloud.launcher.domain.Accelerator;

/// How fast guests can run on this host, and why.
///
/// @param sentence for the user; where KVM does not work, what to do about it
public record AcceleratorVerdict(Accelerator accelerator, Finding finding, String sentence) {
    /// What was found about KVM.
    public enum Finding {
        /// A real kernel booted under it.
        WORKS,
        /// There is no /dev/kvm.
        NO_DEVICE,
        /// /dev/kvm may not be opened by this user.
        NO_PERMISSION,
        /// /dev/kvm opens, but a kernel started under it makes no progress.
        GUEST_HANGS,
        /// /dev/kvm opens, but QEMU or the kernel gave up under it.
        GUEST_FAILS
    }
}
