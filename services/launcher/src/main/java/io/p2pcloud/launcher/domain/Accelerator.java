package io.p2pcloud.launcher.domain;

/// What runs the guest's instructions.
public enum Accelerator {
    /// The processor's own virtualization, through /dev/kvm.
    KVM,
    /// QEMU's translation in software: runs everywhere, many times slower.
    TCG
}
