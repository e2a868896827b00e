package io.p2pcloud.chain;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FeesTest {
    private static final BigInteger CAP = BigInteger.valueOf(1000);

    private static BigInteger wei(long number) {
        return BigInteger.valueOf(number);
    }

    @Test
    void offersTwiceTheBaseFeeAndTheMedianTip() {
        var fees = Fees.choose(wei(100), List.of(wei(9), wei(1), wei(5)), wei(77), CAP);
        assertThat(fees).isEqualTo(new Fees(wei(205), wei(5)));
    }

    @Test
    void offersTheUsualTipOnAnEmptyChain() {
        var fees = Fees.choose(wei(100), List.of(wei(0), wei(0)), wei(7), CAP);
        assertThat(fees).isEqualTo(new Fees(wei(207), wei(7)));
    }

    @Test
    void neverOffersMoreThanTheCap() {
        var fees = Fees.choose(wei(10_000), List.of(wei(5000)), wei(7), CAP);
        assertThat(fees).isEqualTo(new Fees(CAP, CAP));
        assertThat(fees.replacing(fees, CAP).exceeds(fees)).isFalse();
    }

    @Test
    void replacesByMoreThanAnEighth() {
        var fees = new Fees(wei(80), wei(16));
        var next = fees.replacing(new Fees(wei(50), wei(1)), CAP);
        assertThat(next).isEqualTo(new Fees(wei(91), wei(19)));
        assertThat(next.exceeds(fees)).isTrue();
    }
}
