package io.p2pcloud.tenant;

import io.p2pcloud.common.Address;
import io.p2pcloud.common.FirstBoot;
import io.p2pcloud.common.Rate;
import io.p2pcloud.common.Tier;
import io.p2pcloud.common.TokenAmount;
import io.p2pcloud.market.ComputeUnit;
import io.p2pcloud.market.LeaseTerms;
import io.p2pcloud.market.Offer;
import io.p2pcloud.market.OfferId;
import java.time.Instant;
import java.util.List;

/// Values that tests of this package start from.
final class Samples {
    static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    static final String SSH_KEY =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGPKsdE0z0N2Jm4ZCmZxYkYwk1m1b0m1b0m1b0m1b0m1 ada";
    static final Address GUEST = Address.ofHex("0x00000000000000000000000000000000000000ee");
    static final ComputeUnit SMALL = new ComputeUnit(1, 1024, 4, 100, Tier.STANDARD);

    private Samples() {}

    static ServerSpec spec() {
        return new ServerSpec(
                "my-first-server",
                SMALL,
                "debian-13",
                List.of(SSH_KEY),
                FirstBoot.script("#!/bin/sh\necho hello\n"),
                Rate.perMonth(TokenAmount.ofDecimal("5", 6)),
                TokenAmount.ofDecimal("10", 6),
                ServerSpec.Mode.BEST_OFFER);
    }

    static Offer offer(int id, ComputeUnit unit, String perMonth, int taken, Offer.Mode mode) {
        return new Offer(
                new OfferId(id),
                Address.ofHex("0x00000000000000000000000000000000000000aa"),
                unit,
                Rate.perMonth(TokenAmount.ofDecimal(perMonth, 6)),
                TokenAmount.ZERO,
                2,
                taken,
                mode,
                LeaseTerms.usual(NOW.plusSeconds(86_400 * 100)),
                TokenAmount.ZERO);
    }
}
