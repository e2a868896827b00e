package io.p2pcloud.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.p2pcloud.common.Bytes;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgeRecipientTest {
    @Test
    void readsTheKeyInARecipient() {
        assertThat(Samples.RECIPIENT.publicKey().toHex())
                .isEqualTo("0x132c442be010fbd57e72603328aa76e71fccc1503aae219327d14d9c9993f472");
    }

    @Test
    void writesWhatItReads() {
        var random = new Random(7);
        for (int i = 0; i < 200; i++) {
            var key = new byte[32];
            random.nextBytes(key);
            var recipient = AgeRecipient.of(Bytes.of(key));
            assertThat(recipient.publicKey().value()).isEqualTo(Bytes.of(key));
        }
    }

    @Test
    void refusesEveryMistypedDigit() {
        var text = Samples.RECIPIENT.text();
        for (int at = 4; at < text.length(); at++) {
            char other = text.charAt(at) == 'q' ? 'p' : 'q';
            var mistyped = text.substring(0, at) + other + text.substring(at + 1);
            assertThatThrownBy(() -> new AgeRecipient(mistyped))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("checksum");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "age1",
                "AGE1ZVKYG2LQZRAA2LNJVQEJ32NKUU0UES2S82HZRYE869XEEXVN73EQUNUJWJ",
                "bge1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj",
                "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj\n",
                "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujw ",
                "age1bvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj"
            })
    void refusesWhatIsNoRecipient(String text) {
        assertThatThrownBy(() -> new AgeRecipient(text))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
