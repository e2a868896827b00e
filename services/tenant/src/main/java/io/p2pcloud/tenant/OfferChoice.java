package io.p2pcloud.tenant;

import io.p2pcloud.common.Address;
import io.p2pcloud.common.Rate;
import io.p2pcloud.common.TokenAmount;
import io.p2pcloud.market.ComputeUnit;
import io.p2pcloud.market.MarketConfig;
import io.p2pcloud.market.Offer;
import io.p2pcloud.market.Provider;
import io.p2pcloud.tenant.Candidates.Fit;
import io.p2pcloud.tenant.Candidates.Requirement;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Which offers can take a server, cheapest first, and what rules the others out. A pure function
/// of what stands on chain.
final class OfferChoice {
    private static final Duration FOREVER = Duration.ofDays(36_500);

    private OfferChoice() {}

    static Candidates among(
            List<Offer> offers,
            Map<Address, Provider> providers,
            ServerSpec spec,
            MarketConfig config,
            Instant now) {
        var fits = new ArrayList<Fit>();
        var ruledOut = new EnumMap<Requirement, Integer>(Requirement.class);
        for (var offer : offers) {
            var missed = missed(offer, spec, now);
            if (missed.isPresent()) {
                ruledOut.merge(missed.get(), 1, Integer::sum);
            } else {
                fits.add(fit(offer, providers));
            }
        }
        fits.sort(Comparator.comparing(Fit::rate).thenComparing(fit -> fit.offer().id()));
        var best = fits.isEmpty() ? Optional.<Fit>empty() : Optional.of(fits.getFirst());
        return new Candidates(
                fits,
                ruledOut,
                best.map(fit -> smallestDeposit(fit.offer(), config)).orElse(TokenAmount.ZERO),
                best.map(fit -> runway(spec.deposit(), fit.rate())).orElse(Duration.ZERO));
    }

    /// Rate x (period + grace + pause grace), rounded up: the market's floor.
    static TokenAmount smallestDeposit(Offer offer, MarketConfig config) {
        var span = offer.terms().period().plus(config.grace()).plus(config.pauseGrace());
        return offer.price().cost(span, RoundingMode.UP);
    }

    private static Optional<Requirement> missed(Offer offer, ServerSpec spec, Instant now) {
        ComputeUnit wanted = spec.unit();
        ComputeUnit offered = offer.unit();
        if (offered.tier() != wanted.tier()) {
            return Optional.of(Requirement.TIER);
        }
        if (offered.vcpu() < wanted.vcpu()) {
            return Optional.of(Requirement.VCPU);
        }
        if (offered.memoryMib() < wanted.memoryMib()) {
            return Optional.of(Requirement.MEMORY);
        }
        if (offered.diskGib() < wanted.diskGib()) {
            return Optional.of(Requirement.DISK);
        }
        if (offer.price().compareTo(spec.priceCap()) > 0) {
            return Optional.of(Requirement.PRICE);
        }
        if (offer.free() < 1) {
            return Optional.of(Requirement.CAPACITY);
        }
        boolean open = offer.mode() == Offer.Mode.OPEN && now.isBefore(offer.terms().endsAt());
        return open ? Optional.empty() : Optional.of(Requirement.OPEN);
    }

    private static Fit fit(Offer offer, Map<Address, Provider> providers) {
        var provider = Optional.ofNullable(providers.get(offer.provider()));
        return new Fit(
                offer,
                ProviderWords.account(offer.provider()),
                provider.map(Provider::region).orElse(""),
                offer.price());
    }

    private static Duration runway(TokenAmount deposit, Rate rate) {
        if (rate.wadPerSecond().signum() == 0) {
            return FOREVER;
        }
        var seconds = deposit.units().multiply(Rate.WAD).divide(rate.wadPerSecond());
        var longest = BigInteger.valueOf(FOREVER.toSeconds());
        return Duration.ofSeconds(seconds.min(longest).longValueExact());
    }
}
