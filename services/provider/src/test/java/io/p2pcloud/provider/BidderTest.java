package io.p2pcloud.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.p2pcloud.common.Address;
import io.p2pcloud.common.Rate;
import io.p2pcloud.common.Tier;
import io.p2pcloud.common.TokenAmount;
import io.p2pcloud.market.ComputeUnit;
import io.p2pcloud.market.Infrastructure;
import io.p2pcloud.market.LeaseTerms;
import io.p2pcloud.market.Offer;
import io.p2pcloud.market.OfferId;
import io.p2pcloud.market.OrderDetails;
import io.p2pcloud.market.OrderId;
import io.p2pcloud.market.ResourceGroup;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class BidderTest {
    private static final LeaseTerms TERMS = LeaseTerms.usual(Instant.parse("2027-01-01T00:00:00Z"));

    @Test
    void bidsItsCheapestListingThatCoversTheOrder() {
        var prices =
                Bidder.prices(
                        order(1024, "5.00"),
                        List.of(offer(1, 2048, "4.00", 0), offer(2, 2048, "3.00", 0)));
        assertThat(prices).contains(List.of(month("3.00")));
    }

    @Test
    void bidsNotWhenTheOrderIsLargerCheaperOrTheListingFull() {
        assertThat(Bidder.prices(order(4096, "5.00"), List.of(offer(1, 2048, "3.00", 0))))
                .isEmpty();
        assertThat(Bidder.prices(order(1024, "2.99"), List.of(offer(1, 2048, "3.00", 0))))
                .isEmpty();
        assertThat(Bidder.prices(order(1024, "5.00"), List.of(offer(1, 2048, "3.00", 2))))
                .isEmpty();
    }

    private static OrderDetails order(int memory, String cap) {
        var group = new ResourceGroup(unit(memory), month(cap), TokenAmount.ZERO, 1);
        return new OrderDetails(
                new OrderId(1),
                new Infrastructure("", false, TokenAmount.ZERO, List.of(group), List.of()),
                TERMS);
    }

    private static Offer offer(int id, int memory, String price, int taken) {
        return new Offer(
                new OfferId(id),
                Address.ZERO,
                unit(memory),
                month(price),
                TokenAmount.ZERO,
                2,
                taken,
                Offer.Mode.OPEN,
                TERMS,
                TokenAmount.ZERO);
    }

    private static ComputeUnit unit(int memory) {
        return new ComputeUnit(1, memory, 10, 100, Tier.STANDARD);
    }

    private static Rate month(String amount) {
        return Rate.perMonth(TokenAmount.ofDecimal(amount, 6));
    }
}
