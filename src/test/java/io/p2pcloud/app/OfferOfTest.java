package io.p2pcloud.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.p2pcloud.common.Address;
import io.p2pcloud.common.Rate;
import io.p2pcloud.common.Tier;
import io.p2pcloud.common.TokenAmount;
import io.p2pcloud.market.ComputeUnit;
import io.p2pcloud.market.LeaseTerms;
import io.p2pcloud.market.Offer;
import io.p2pcloud.market.OfferId;
import java.util.List;
import org.junit.jupiter.api.Test;

class OfferOfTest {
    private static final Address ANN = Address.ofHex("0x00000000000000000000000000000000000000aa");
    private static final Address BEN = Address.ofHex("0x00000000000000000000000000000000000000bb");
    private static final ComputeUnit SMALL = new ComputeUnit(1, 1024, 4, 100, Tier.STANDARD);
    private static final ComputeUnit LARGE = new ComputeUnit(2, 4096, 40, 100, Tier.STANDARD);

    @Test
    void isTheCheapestOfThatProviderThatIsFreeAndLargeEnough() throws UserError {
        var offers =
                List.of(
                        offer(1, BEN, LARGE, "1", 0),
                        offer(2, ANN, LARGE, "9", 0),
                        offer(3, ANN, LARGE, "5", 0),
                        offer(4, ANN, LARGE, "3", 1),
                        offer(5, ANN, SMALL, "2", 0));
        assertThat(OfferOf.fitting(offers, ANN, LARGE).id()).isEqualTo(new OfferId(3));
        assertThat(OfferOf.fitting(offers, ANN, SMALL).id()).isEqualTo(new OfferId(5));
    }

    @Test
    void noneIsToldInOneSentence() {
        var confidential = new ComputeUnit(1, 1024, 4, 100, Tier.CONFIDENTIAL);
        var offers = List.of(offer(1, BEN, confidential, "1", 0), offer(2, ANN, SMALL, "1", 0));
        assertThatThrownBy(() -> OfferOf.fitting(offers, ANN, confidential))
                .hasMessage(
                        "0x00000000000000000000000000000000000000AA offers no CONFIDENTIAL machine of at least 1 vCPU, 1024 MiB of memory and 4 GiB of disk that is free.");
    }

    private static Offer offer(int id, Address by, ComputeUnit unit, String month, int taken) {
        return new Offer(
                new OfferId(id),
                by,
                unit,
                Rate.perMonth(TokenAmount.ofDecimal(month, 6)),
                TokenAmount.ZERO,
                1,
                taken,
                Offer.Mode.OPEN,
                LeaseTerms.usual(LeaseTerms.NO_END),
                TokenAmount.ZERO);
    }
}
