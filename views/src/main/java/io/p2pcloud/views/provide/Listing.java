package io.p2pcloud.views.provide;

import io.p2pcloud.common.Rate;
import io.p2pcloud.common.Tier;
import io.p2pcloud.common.TokenAmount;
import io.p2pcloud.market.ComputeUnit;
import io.p2pcloud.provider.ListingTerms;
import io.p2pcloud.views.common.Texts;
import java.math.BigDecimal;
import java.util.List;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/// The listing as the owner fills it in, begun with a suggestion.
public final class Listing {
    /// Collateral is a tenth of a month's price: it answers for silence without locking up more
    /// than the machine earns.
    private static final BigDecimal COLLATERAL_SHARE = new BigDecimal("0.1");

    final IntegerProperty vcpu = new SimpleIntegerProperty();
    final IntegerProperty memoryMib = new SimpleIntegerProperty();
    final IntegerProperty diskGib = new SimpleIntegerProperty();
    final IntegerProperty count = new SimpleIntegerProperty();
    final StringProperty perMonth = new SimpleStringProperty();
    final ObjectProperty<Tier> tier;

    private final ListingTerms suggested;
    private final ComputeUnit most;
    private final TokenAmount stake;
    private final int decimals;

    /// @param most the largest machine that fits into what is spare
    /// @param stake what listing puts at stake beside the collateral; zero when that is done
    Listing(ListingTerms suggested, ComputeUnit most, TokenAmount stake, int decimals) {
        this.stake = stake;
        this.suggested = suggested;
        this.most = most;
        this.decimals = decimals;
        tier = new SimpleObjectProperty<>(suggested.unit().tier());
        vcpu.set(suggested.unit().vcpu());
        memoryMib.set(suggested.unit().memoryMib());
        diskGib.set(suggested.unit().diskGib());
        count.set(suggested.count());
        // Rounded to a hundredth: what a rate per second costs in a month is no round figure.
        perMonth.set(
                suggested
                        .price()
                        .costPerMonth()
                        .toDecimal(decimals)
                        .setScale(2, java.math.RoundingMode.HALF_UP)
                        .toPlainString());
    }

    TokenAmount stake() {
        return stake;
    }

    /// As what it can be listed: who can sell the better tier can sell the other as well.
    List<Tier> tiers() {
        return suggested.unit().tier() == Tier.CONFIDENTIAL
                ? List.of(Tier.values())
                : List.of(Tier.STANDARD);
    }

    ComputeUnit most() {
        return most;
    }

    /// @throws IllegalArgumentException with a sentence for the first thing that is wrong
    ListingTerms terms() {
        TokenAmount month;
        try {
            month = TokenAmount.ofDecimal(perMonth.get().strip().replace(',', '.'), decimals);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    Texts.of("provide.price.wrong", perMonth.get().strip()), e);
        }
        if (month.isZero()) {
            throw new IllegalArgumentException(Texts.of("provide.price.zero"));
        }
        var collateral =
                new TokenAmount(
                        new BigDecimal(month.units()).multiply(COLLATERAL_SHARE).toBigInteger());
        return new ListingTerms(
                new ComputeUnit(
                        vcpu.get(),
                        memoryMib.get(),
                        diskGib.get(),
                        suggested.unit().bandwidthMbps(),
                        tier.get()),
                count.get(),
                Rate.perMonth(month),
                collateral);
    }
}
