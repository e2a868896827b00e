package io.p2pcloud.provider;

import io.p2pcloud.common.Rate;
import io.p2pcloud.common.Tier;
import io.p2pcloud.common.TokenAmount;
import io.p2pcloud.market.ComputeUnit;
import io.p2pcloud.market.LeaseTerms;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// A price to start from: what the parts of a small virtual server cost elsewhere, so that the
/// first listing is neither a gift nor unsellable. The owner changes it as he likes.
final class Pricing {
    // Dollars a month: calibrated so that 1 vCPU, 2 GiB, 20 GiB comes to about 2.20.
    private static final BigDecimal VCPU = new BigDecimal("0.90");
    private static final BigDecimal MEMORY_GIB = new BigDecimal("0.45");
    private static final BigDecimal DISK_GIB = new BigDecimal("0.02");
    private static final BigDecimal CONFIDENTIAL = new BigDecimal("1.25");
    private static final BigDecimal MIB_PER_GIB = BigDecimal.valueOf(1024);
    private static final int BANDWIDTH_MBPS = 100;
    private static final int MEMORY_STEP_MIB = 256;
    private static final Duration LISTED_FOR = Duration.ofDays(365);

    private Pricing() {}

    /// Half of what is spare, as one machine, at most 2 vCPU, 4 GiB and 40 GiB.
    static ListingTerms suggest(Readiness found, int decimals) {
        var spare = found.spare();
        int memory =
                Math.min(4096, Math.max(512, spare.memoryMib() / 2))
                        / MEMORY_STEP_MIB
                        * MEMORY_STEP_MIB;
        var unit =
                new ComputeUnit(
                        Math.clamp(spare.vcpu() / 2, 1, 2),
                        memory,
                        Math.clamp(spare.diskGib() / 2, 1, 40),
                        BANDWIDTH_MBPS,
                        found.tier().orElse(Tier.STANDARD));
        var month = perMonth(unit, decimals);
        int count =
                Math.clamp(
                        Math.min(
                                spare.memoryMib() / unit.memoryMib(),
                                spare.diskGib() / unit.diskGib()),
                        1,
                        4);
        // A tenth of a month answers for silence without locking up more than the machine earns.
        var collateral = new TokenAmount(month.units().divide(java.math.BigInteger.TEN));
        return new ListingTerms(unit, count, Rate.perMonth(month), collateral);
    }

    static TokenAmount perMonth(ComputeUnit unit, int decimals) {
        var price =
                VCPU.multiply(BigDecimal.valueOf(unit.vcpu()))
                        .add(
                                MEMORY_GIB
                                        .multiply(BigDecimal.valueOf(unit.memoryMib()))
                                        .divide(MIB_PER_GIB, decimals, RoundingMode.HALF_UP))
                        .add(DISK_GIB.multiply(BigDecimal.valueOf(unit.diskGib())));
        if (unit.tier() == Tier.CONFIDENTIAL) {
            price = price.multiply(CONFIDENTIAL);
        }
        return TokenAmount.ofDecimal(
                price.setScale(2, RoundingMode.HALF_UP).toPlainString(), decimals);
    }

    static LeaseTerms terms(Instant now) {
        return LeaseTerms.usual(now.plus(LISTED_FOR).truncatedTo(ChronoUnit.MINUTES));
    }
}
