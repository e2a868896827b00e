package io.p2pcloud.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Bytes32;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestTest {
    private static final Manifest MANIFEST = new Manifest("debian-13", Bytes32.ofNumber(7));

    @Test
    void readsWhatItWrote() {
        assertThat(Manifest.parse(MANIFEST.toBytes())).isEqualTo(MANIFEST);
    }

    @Test
    void hashesDifferentlyUnderAnotherSalt() {
        assertThat(Manifest.hash(MANIFEST.toBytes(), Bytes32.ZERO))
                .isNotEqualTo(Manifest.hash(MANIFEST.toBytes(), Bytes32.ofNumber(1)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "{\"image\":\"debian-13\"}",
                "{\"image\":\"../etc\",\"imageRootHash\":\"0x00\",\"version\":1}",
                "not json"
            })
    void refusesWhatIsNoManifest(String text) {
        assertThatThrownBy(() -> Manifest.parse(ascii(text)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesAManifestWithOneMoreField() {
        var text = new String(MANIFEST.toBytes().toArray(), StandardCharsets.UTF_8);
        assertThatThrownBy(() -> Manifest.parse(ascii(text.replace("}", ",\"x\":1}"))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Bytes ascii(String text) {
        return Bytes.of(text.getBytes(StandardCharsets.US_ASCII));
    }
}
