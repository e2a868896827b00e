package io.p2pcloud.views.parts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class FontsTest {
    private static final String INTER = "inter/inter-latin-400-normal.woff";

    @Test
    void makesAllDigitsEquallyWide() {
        var stock = Woff.unpack(Fonts.read(INTER));
        assertThat(Arrays.stream(TabularDigits.advances(stock)).distinct().count())
                .isGreaterThan(1);
        var tabular = TabularDigits.in(stock);
        int widest = Arrays.stream(TabularDigits.advances(stock)).max().orElseThrow();
        assertThat(TabularDigits.advances(tabular)).containsOnly(widest);
        assertThat(tabular).hasSameSizeAs(stock);
    }

    @Test
    void unpacksAFontToTheSizeThatItSays() {
        var packed = Fonts.read(INTER);
        var font = Woff.unpack(packed);
        assertThat(font.length).isGreaterThan(packed.length);
        assertThat(font).startsWith(0, 1, 0, 0);
    }

    @Test
    void refusesWhatIsNoFont() {
        assertThatThrownBy(() -> Woff.unpack(new byte[100]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TabularDigits.in(new byte[100]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesAFontThatWasCutShort() {
        var packed = Fonts.read(INTER);
        for (int length : new int[] {3, 20, 50, 400, packed.length / 2}) {
            assertThatThrownBy(() -> Woff.unpack(Arrays.copyOf(packed, length)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void bringsTheLicencesOfBothTypefaces() {
        assertThat(new String(Fonts.read("inter/LICENSE"), java.nio.charset.StandardCharsets.UTF_8))
                .contains("SIL OPEN FONT LICENSE");
        assertThat(
                        new String(
                                Fonts.read("jetbrains-mono/OFL.txt"),
                                java.nio.charset.StandardCharsets.UTF_8))
                .contains("SIL OPEN FONT LICENSE");
    }
}
