package io.p2pcloud.provider;

import io.p2pcloud.market.ComputeUnit;
import io.p2pcloud.protocol.v1.Hello;
import io.p2pcloud.protocol.v1.RefusalReason;

/// How much of what a lease holds its tenant gives to one boot; zero is all of it.
///
/// @param vcpu as an unsigned number
/// @param memoryMib as an unsigned number
record GivenSize(int vcpu, int memoryMib) {
    /// A guest does not start with less.
    private static final int LEAST_MEMORY_MIB = 256;

    static GivenSize of(Hello hello) {
        return new GivenSize(hello.getVcpu(), hello.getMemoryMib());
    }

    /// @throws Refusal when the lease holds less than that, or a guest needs more
    ComputeUnit of(ComputeUnit leased) throws Refusal {
        boolean tooLarge =
                Integer.compareUnsigned(vcpu, leased.vcpu()) > 0
                        || Integer.compareUnsigned(memoryMib, leased.memoryMib()) > 0;
        if (tooLarge) {
            throw bad(
                    "This boot asks for %s vCPU and %s MiB of memory, and the lease holds %d vCPU and %d MiB."
                            .formatted(
                                    Integer.toUnsignedString(vcpu),
                                    Integer.toUnsignedString(memoryMib),
                                    leased.vcpu(),
                                    leased.memoryMib()));
        }
        if (memoryMib != 0 && memoryMib < LEAST_MEMORY_MIB) {
            throw bad(
                    "This boot asks for %d MiB of memory, and a machine needs %d MiB."
                            .formatted(memoryMib, LEAST_MEMORY_MIB));
        }
        return new ComputeUnit(
                vcpu == 0 ? leased.vcpu() : vcpu,
                memoryMib == 0 ? leased.memoryMib() : memoryMib,
                leased.diskGib(),
                leased.bandwidthMbps(),
                leased.tier());
    }

    private static Refusal bad(String sentence) {
        return new Refusal(RefusalReason.REFUSAL_REASON_BAD_REQUEST, sentence);
    }
}
