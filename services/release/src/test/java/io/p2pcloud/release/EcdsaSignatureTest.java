package io.p2pcloud.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Bytes32;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EcdsaSignatureTest {
    private static final String HIGH_S =
            "0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364140";

    @Test
    void readsBackItsDerForm() {
        var random = new Random(5);
        for (int i = 0; i < 500; i++) {
            var r = new byte[32];
            var s = new byte[32];
            random.nextBytes(r);
            random.nextBytes(s);
            // Short numbers and such with a leading one bit are where encodings go wrong.
            Arrays.fill(r, 0, random.nextInt(20), (byte) 0);
            s[0] &= 0x7f;
            var signature = new EcdsaSignature(Bytes32.of(r), Bytes32.of(s));
            assertThat(EcdsaSignature.ofDer(signature.toDer())).isEqualTo(signature);
        }
    }

    @Test
    void turnsAHighSIntoTheLowOne() {
        var high = new EcdsaSignature(Samples.word(1), Bytes32.ofHex(HIGH_S));
        assertThat(high.lowS().s()).isEqualTo(Bytes32.ofNumber(1));
        assertThat(high.lowS().lowS()).isEqualTo(high.lowS());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "30",
                "3006020101020101" + "00", // a byte too many
                "3007020101020101", // a wrong length
                "3006020101020100", // s is zero
                "30060201ff020101", // r is negative
                "300702020001020101", // r is padded
                "3006030101020101", // no integer
                "308106020101020101", // the long form of a length
                "3045022100ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"
                        + "02200101010101010101010101010101010101010101010101010101010101010101",
            })
    void refusesEverythingButTheCanonicalForm(String der) {
        assertThatThrownBy(() -> EcdsaSignature.ofDer(Bytes.ofHex(der)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void knowsTheAccountOfAKey() {
        assertThat(Samples.KEY.address().toHex())
                .isEqualTo("0x7e5f4552091a69125d5dfcb7b8c2659029395bdf");
    }

    @Test
    void refusesAPointThatIsNotOnTheCurve() {
        var bytes = Samples.KEY.value().toArray();
        bytes[64] ^= 1;
        assertThatThrownBy(() -> Secp256k1Key.of(bytes))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no point");
        assertThatThrownBy(() -> Secp256k1Key.of(new byte[33]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Secp256k1Key.of(new byte[65]))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
