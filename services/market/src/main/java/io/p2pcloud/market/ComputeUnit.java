package io.p2pcloud.market;

import io.p2pcloud.common.Tier;

/// One machine's size: virtual processors, MiB of memory, GiB of disk, Mbit/s in each direction.
public record ComputeUnit(int vcpu, int memoryMib, int diskGib, int bandwidthMbps, Tier tier) {
    private static final int MAX_VCPU = 0xffff;

    public ComputeUnit {
        if (vcpu < 1 || vcpu > MAX_VCPU || memoryMib < 1 || diskGib < 1 || bandwidthMbps < 1) {
            throw new IllegalArgumentException(
                    "a machine has at least one of each: "
                            + vcpu
                            + " vCPU, "
                            + memoryMib
                            + " MiB, "
                            + diskGib
                            + " GiB, "
                            + bandwidthMbps
                            + " Mbit/s");
        }
    }
}
