package io.p2pcloud.views.create;

import io.p2pcloud.common.Tier;
import io.p2pcloud.market.ComputeUnit;

/// The sizes to choose from.
public enum Preset {
    SMALL(1, 1024, 10),
    MEDIUM(2, 2048, 20),
    LARGE(4, 8192, 80),
    /// The user's own figures.
    CUSTOM(1, 512, 5);

    static final int BANDWIDTH_MBPS = 10;

    private final int vcpu;
    private final int memoryMib;
    private final int diskGib;

    Preset(int vcpu, int memoryMib, int diskGib) {
        this.vcpu = vcpu;
        this.memoryMib = memoryMib;
        this.diskGib = diskGib;
    }

    public int vcpu() {
        return vcpu;
    }

    public int memoryMib() {
        return memoryMib;
    }

    public int diskGib() {
        return diskGib;
    }

    ComputeUnit unit(Tier tier) {
        return new ComputeUnit(vcpu, memoryMib, diskGib, BANDWIDTH_MBPS, tier);
    }

    /// Whether a machine of this size holds what is wanted.
    static boolean holds(ComputeUnit offered, ComputeUnit wanted) {
        return offered.vcpu() >= wanted.vcpu()
                && offered.memoryMib() >= wanted.memoryMib()
                && offered.diskGib() >= wanted.diskGib();
    }
}
