package io.p2pcloud.tenant;

import io.p2pcloud.market.ComputeUnit;

/// Virtual processors and memory that a machine is started with: all that its lease holds, or less.
public record GuestSize(int vcpu, int memoryMib) {
    /// What the smallest system starts with.
    public static final int LEAST_MEMORY_MIB = 256;

    public GuestSize {
        if (vcpu < 1 || memoryMib < LEAST_MEMORY_MIB) {
            throw new IllegalArgumentException(
                    "A machine needs 1 vCPU and %d MiB of memory at least, not %d vCPU and %d MiB."
                            .formatted(LEAST_MEMORY_MIB, vcpu, memoryMib));
        }
    }

    /// All of it.
    static GuestSize of(ComputeUnit unit) {
        return new GuestSize(unit.vcpu(), Math.max(unit.memoryMib(), LEAST_MEMORY_MIB));
    }

    boolean fits(ComputeUnit unit) {
        return vcpu <= unit.vcpu() && memoryMib <= unit.memoryMib();
    }
}
