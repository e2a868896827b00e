package io.p2pcloud.views.market;

import io.p2pcloud.common.Rate;
import io.p2pcloud.common.Tier;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/// Which offers are wanted.
///
/// @param words each must occur in the provider's address or region; empty for all
/// @param region empty for all
/// @param vcpu at least
/// @param memoryMib at least
/// @param openOnly leaves out what is booked out or asks for a quote
public record OfferFilter(
        String words,
        Optional<Tier> tier,
        String region,
        int vcpu,
        int memoryMib,
        Optional<Rate> least,
        Optional<Rate> most,
        boolean openOnly)
        implements Predicate<OfferLine> {
    public static final OfferFilter ALL =
            new OfferFilter(
                    "", Optional.empty(), "", 0, 0, Optional.empty(), Optional.empty(), false);

    public OfferFilter {
        words = words.strip().toLowerCase(Locale.ROOT);
    }

    @Override
    public boolean test(OfferLine line) {
        var price = line.offer().price();
        return fitsButForPrice(line)
                && least.map(it -> price.compareTo(it) >= 0).orElse(true)
                && most.map(it -> price.compareTo(it) <= 0).orElse(true);
    }

    boolean fitsButForPrice(OfferLine line) {
        var unit = line.offer().unit();
        return (!openOnly || line.isOpen())
                && unit.vcpu() >= vcpu
                && unit.memoryMib() >= memoryMib
                && tier.map(it -> it == unit.tier()).orElse(true)
                && (region.isEmpty() || region.equals(line.region()))
                && says(line);
    }

    private boolean says(OfferLine line) {
        if (words.isEmpty()) {
            return true;
        }
        var text =
                (line.offer().provider().checksummed() + " " + line.region())
                        .toLowerCase(Locale.ROOT);
        for (var word : words.split("\\s+", -1)) {
            if (!text.contains(word)) {
                return false;
            }
        }
        return true;
    }

    OfferFilter priced(Optional<Rate> from, Optional<Rate> to) {
        return new OfferFilter(words, tier, region, vcpu, memoryMib, from, to, openOnly);
    }
}
