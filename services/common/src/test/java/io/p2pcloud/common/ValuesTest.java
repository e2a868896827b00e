package io.p2pcloud.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ValuesTest {
    @Test
    void hashesTheEmptyTextAsEthereumDoes() {
        assertThat(Keccak.hash(new byte[0]).toHex())
                .isEqualTo("0xc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470");
    }

    @Test
    void writesAddressesWithTheirChecksum() {
        // EIP-55's own example
        assertThat(Address.ofHex("0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed").checksummed())
                .isEqualTo("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed");
    }

    @Test
    void refusesAnAddressWithAMistypedDigit() {
        assertThatThrownBy(() -> Address.ofHex("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeD"))
                .hasMessageContaining("checksum");
    }

    @Test
    void wordsHoldNumbersUpToTheLastBit() {
        var largest = BigInteger.TWO.pow(256).subtract(BigInteger.ONE);
        assertThat(Bytes32.ofNumber(largest).toNumber()).isEqualTo(largest);
        assertThatThrownBy(() -> Bytes32.ofNumber(largest.add(BigInteger.ONE)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void ratesCostWhatTheContractCharges() {
        var rate = Rate.perMonth(TokenAmount.ofDecimal("4.23", 6));
        assertThat(rate.cost(Duration.ofDays(30)).toDecimal(6)).hasToString("4.229999");
        assertThat(rate.cost(Duration.ofDays(30), RoundingMode.UP).toDecimal(6))
                .hasToString("4.230000");
        assertThat(rate.cost(Duration.ofSeconds(1)).units()).isEqualTo(BigInteger.ONE);
    }

    @Test
    void amountsNeverGoBelowZero() {
        assertThatThrownBy(() -> TokenAmount.ofUnits(1).minus(TokenAmount.ofUnits(2)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TokenAmount.ofDecimal("0.0000001", 6))
                .hasMessageContaining("smallest unit");
    }

    @Test
    void transcriptsOfDifferentFieldsDiffer() {
        assertThat(Transcript.of("d").text("ab").text("c").sha256())
                .isNotEqualTo(Transcript.of("d").text("a").text("bc").sha256());
    }

    @Test
    void jsonRefusesANameThatStandsTwice() {
        assertThatThrownBy(() -> Json.parse("{\"a\":1,\"a\":2}"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
