package io.p2pcloud.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import io.p2pcloud.common.Address;
import io.p2pcloud.common.Tier;
import io.p2pcloud.common.TokenAmount;
import io.p2pcloud.market.ComputeUnit;
import io.p2pcloud.market.MarketConfig;
import io.p2pcloud.market.Offer;
import io.p2pcloud.tenant.Candidates.Requirement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OfferChoiceTest {
    private static final ComputeUnit LARGE = new ComputeUnit(4, 8192, 80, 100, Tier.STANDARD);
    private static final MarketConfig CONFIG =
            new MarketConfig(
                    Address.ZERO,
                    "TEST",
                    6,
                    TokenAmount.ZERO,
                    Duration.ofHours(6),
                    100,
                    Duration.ofDays(3),
                    Duration.ofDays(1),
                    Duration.ofDays(7),
                    TokenAmount.ZERO,
                    TokenAmount.ZERO,
                    TokenAmount.ZERO,
                    TokenAmount.ZERO,
                    TokenAmount.ZERO);

    @Test
    void putsTheCheapestFirstAndOnATieTheOlderOffer() {
        var candidates =
                among(offer(3, "4.00"), offer(2, "2.00"), offer(1, "4.00"), offer(4, "3.00"));
        assertThat(candidates.fits())
                .extracting(fit -> fit.offer().id().number())
                .containsExactly(2L, 4L, 1L, 3L);
    }

    @Test
    void countsEachOfferUnderTheFirstRequirementThatItMisses() {
        var tiny = new ComputeUnit(1, 512, 1, 100, Tier.STANDARD);
        var confidential = new ComputeUnit(4, 8192, 80, 100, Tier.CONFIDENTIAL);
        var candidates =
                among(
                        offer(1, "99"),
                        Samples.offer(2, tiny, "1", 0, Offer.Mode.OPEN),
                        Samples.offer(3, confidential, "1", 0, Offer.Mode.OPEN),
                        Samples.offer(4, LARGE, "1", 2, Offer.Mode.OPEN),
                        Samples.offer(5, LARGE, "1", 0, Offer.Mode.QUOTE_ONLY));
        assertThat(candidates.fits()).isEmpty();
        assertThat(candidates.ruledOut())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(
                                Requirement.PRICE, 1,
                                Requirement.MEMORY, 1,
                                Requirement.TIER, 1,
                                Requirement.CAPACITY, 1,
                                Requirement.OPEN, 1));
    }

    @Test
    void tellsTheSmallestDepositAndTheRunway() {
        var candidates = among(offer(1, "3.00"));
        // Seven days, six hours and three days at 0.1 a day.
        assertThat(candidates.smallestDeposit().toDecimal(6)).hasToString("1.025000");
        assertThat(candidates.runway().toDays()).isEqualTo(100);
    }

    private static Offer offer(int id, String perMonth) {
        return Samples.offer(id, LARGE, perMonth, 0, Offer.Mode.OPEN);
    }

    private static Candidates among(Offer... offers) {
        return OfferChoice.among(List.of(offers), Map.of(), Samples.spec(), CONFIG, Samples.NOW);
    }
}
