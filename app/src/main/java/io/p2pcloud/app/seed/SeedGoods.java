package io.p2pcloud.app.seed;

import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Keccak;
import io.p2pcloud.common.Rate;
import io.p2pcloud.common.Tier;
import io.p2pcloud.common.TokenAmount;
import io.p2pcloud.market.Attribute;
import io.p2pcloud.market.ComputeUnit;
import io.p2pcloud.market.LeaseTerms;
import io.p2pcloud.market.Offer;
import io.p2pcloud.market.OfferListing;
import io.p2pcloud.market.ProviderProfile;
import io.p2pcloud.wallet.SigningKey;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/// Plausible providers, machines and prices.
final class SeedGoods {
    private static final List<String> REGIONS =
            List.of(
                    "eu-de",
                    "eu-fi",
                    "eu-fr",
                    "eu-nl",
                    "eu-pl",
                    "us-east",
                    "us-west",
                    "us-central",
                    "ca-east",
                    "sg",
                    "jp-tokyo",
                    "au-east",
                    "br-south",
                    "in-west",
                    "za");
    private static final List<String> PROCESSORS =
            List.of("EPYC 9354", "EPYC 9454P", "EPYC 7443P", "EPYC 9554", "EPYC 9124");
    private static final List<Duration> NOTICES =
            List.of(Duration.ofDays(1), Duration.ofDays(3), Duration.ofDays(7));
    private static final double VCPU_MONTH = 1.6;
    private static final double GIB_MEMORY_MONTH = 0.9;
    private static final double GIB_DISK_MONTH = 0.03;
    private static final double CONFIDENTIAL = 1.25;
    private static final int MICRO = 1_000_000;

    private SeedGoods() {}

    static SeedPlan.Host host(SigningKey key, int number, Random random) {
        var region = REGIONS.get(random.nextInt(REGIONS.size()));
        var name = "host" + number + "." + region + ".example:7443";
        var chip = Bytes.of(Keccak.hash(key.address().toArray()).toArray());
        return new SeedPlan.Host(
                key,
                new ProviderProfile(
                        name,
                        Keccak.hash(key.publicKey().toArray()),
                        region,
                        List.of(
                                new Attribute(
                                        "cpu", PROCESSORS.get(random.nextInt(PROCESSORS.size()))),
                                new Attribute("network", (1 + random.nextInt(10)) + " Gbit/s")),
                        List.of(chip)),
                1 - 0.8 * Math.pow(random.nextDouble(), 2));
    }

    static OfferListing listing(SeedPlan.Host host, int count, Offer.Mode mode, Random random) {
        int vcpu = 1 << random.nextInt(6);
        int memoryGib = Math.max(1, vcpu * (1 << random.nextInt(3)) / 2);
        int diskGib = 20 * vcpu * (1 + random.nextInt(4));
        var tier = random.nextInt(5) < 2 ? Tier.CONFIDENTIAL : Tier.STANDARD;
        int bandwidth = List.of(100, 250, 500, 1000).get(random.nextInt(4));
        double month = vcpu * VCPU_MONTH + memoryGib * GIB_MEMORY_MONTH + diskGib * GIB_DISK_MONTH;
        // Who serves well asks for a little more.
        double markup = 0.7 + 0.4 * random.nextDouble() + 0.3 * host.quality();
        double price = month * markup * (tier == Tier.CONFIDENTIAL ? CONFIDENTIAL : 1);
        var rate = Rate.perMonth(TokenAmount.ofUnits(Math.max(1, (long) (price * MICRO))));
        return new OfferListing(
                new ComputeUnit(vcpu, memoryGib * 1024, diskGib, bandwidth, tier),
                rate,
                rate.cost(Duration.ofDays(7)),
                Math.max(1, count),
                mode,
                new LeaseTerms(
                        Duration.ofDays(7),
                        Duration.ofMinutes(30),
                        Duration.ofDays(1),
                        NOTICES.get(random.nextInt(NOTICES.size())),
                        20 + 5 * random.nextInt(5),
                        LeaseTerms.NO_END));
    }
}
