package io.p2pcloud.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.p2pcloud.common.Rlp.Item;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RlpTest {
    @Test
    void encodesTheExamplesOfTheYellowPaper() {
        assertThat(Hex.plain(Rlp.encode(text("dog")))).isEqualTo("83646f67");
        assertThat(Hex.plain(Rlp.encode(Item.list(text("cat"), text("dog")))))
                .isEqualTo("c88363617483646f67");
        assertThat(Hex.plain(Rlp.encode(Item.list()))).isEqualTo("c0");
        assertThat(Hex.plain(Rlp.encode(Item.number(BigInteger.ZERO)))).isEqualTo("80");
        assertThat(Hex.plain(Rlp.encode(Item.number(BigInteger.valueOf(1024)))))
                .isEqualTo("820400");
    }

    @Test
    void decodesWhatItEncoded() {
        var item = Item.list(text("a".repeat(1000)), Item.list(text(""), text("b")), text("cat"));
        assertThat(Rlp.decode(Rlp.encode(item))).isEqualTo(item);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "8100",
                "83646f",
                "b800",
                "b90000",
                "c883636174",
                "83646f6700",
                "bfffffffffffffffff"
            })
    void refusesEveryEncodingThatIsNotCanonical(String hex) {
        assertThatThrownBy(() -> Rlp.decode(Hex.parse(hex)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesNestingThatWouldExhaustTheStack() {
        var item = Item.list();
        for (int i = 0; i < 40; i++) {
            item = Item.list(item);
        }
        var encoded = Rlp.encode(item);
        assertThatThrownBy(() -> Rlp.decode(encoded)).hasMessageContaining("nested deeper");
    }

    private static Item text(String text) {
        return Item.text(text.getBytes(StandardCharsets.US_ASCII));
    }
}
