package io.p2pcloud.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.p2pcloud.common.Bytes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class GuestLineTest {
    private static final String WORD = "22".repeat(32);
    private static final String DER = "3008020201810202017f";

    static List<GuestLine.FromHost> fromHost() {
        return List.of(
                new GuestLine.Hello(
                        Samples.BOOT, Samples.word(0x33), Samples.word(0x55), Samples.KEY),
                new GuestLine.Release(Samples.SIGNATURE, Bytes.of(new byte[300])),
                new GuestLine.Stop());
    }

    static List<GuestLine.FromGuest> fromGuest() {
        return List.of(
                new GuestLine.Evidence(Samples.RECIPIENT, Samples.KEY, Bytes.EMPTY),
                new GuestLine.Evidence(
                        Samples.RECIPIENT, Samples.KEY, Bytes.of(Samples.filled(1184, 7))),
                new GuestLine.Booted(Samples.word(0x44), 2, true, Samples.SIGNATURE),
                new GuestLine.Booted(Samples.word(0x44), 2, false, Samples.SIGNATURE),
                new GuestLine.Listening(),
                new GuestLine.Beat(
                        Samples.word(0x22),
                        3,
                        Samples.word(0x66),
                        Duration.ofSeconds(75),
                        Samples.SIGNATURE),
                new GuestLine.Ended(Samples.word(0x22), 3, Samples.SIGNATURE));
    }

    @ParameterizedTest
    @MethodSource("fromHost")
    void readsBackWhatAHostSays(GuestLine.FromHost line) {
        assertThat(GuestLine.parseFromHost(line.encode())).isEqualTo(line);
    }

    @ParameterizedTest
    @MethodSource("fromGuest")
    void readsBackWhatAGuestSays(GuestLine.FromGuest line) {
        assertThat(GuestLine.parseFromGuest(line.encode())).isEqualTo(line);
    }

    @ParameterizedTest
    @EnumSource(FatalCode.class)
    void readsBackEveryFatalCode(FatalCode code) {
        var line = new GuestLine.Fatal(code);
        assertThat(line.encode()).isEqualTo("FATAL " + code.wire());
        assertThat(GuestLine.parseFromGuest(line.encode())).isEqualTo(line);
    }

    @Test
    void writesHelloAsDocumented() {
        assertThat(fromHost().getFirst().encode())
                .isEqualTo(
                        "HELLO 1 31337 %s %s 3 %s %s %s"
                                .formatted(
                                        "11".repeat(20),
                                        WORD,
                                        "33".repeat(32),
                                        "55".repeat(32),
                                        Samples.KEY.value().toHex().substring(2)));
    }

    @Test
    void keepsTheTwoSidesApart() {
        for (var line : fromHost()) {
            assertThatThrownBy(() -> GuestLine.parseFromGuest(line.encode()))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        for (var line : fromGuest()) {
            assertThatThrownBy(() -> GuestLine.parseFromHost(line.encode()))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "FATAL",
                "FATAL ",
                "FATAL unknown",
                "FATAL disk ",
                "FATAL  disk",
                "FATAL DISK",
                "fatal disk",
                "FATAL disk disk",
                "EVIDENCE - - -",
                "STOP",
                "BOOTED WORD 1 1",
                "BOOTED WORD 0 1 DER",
                "BOOTED WORD 01 1 DER",
                "BOOTED WORD -1 1 DER",
                "BOOTED WORD 99999999999 1 DER",
                "BOOTED WORD 1 2 DER",
                "BOOTED WORD 1 true DER",
                "BOOTED 0xWORD 1 1 DER",
                "BOOTED WORD 1 1 DER00",
                "BOOTED WORD 1 1 00",
                "BEAT WORD 1 WORD 1e9 DER",
                "BEAT WORD 1 WORD 1234567890123456789 DER",
                "BEAT WORD 1 WORD 5 DER extra",
                "LISTENING 22",
                "LISTENING ",
                "ENDED WORD 1"
            })
    void refusesWhatNoGuestMaySay(String pattern) {
        var line = pattern.replace("WORD", WORD).replace("DER", DER);
        assertThatThrownBy(() -> GuestLine.parseFromGuest(line))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesOtherFormsOfOneValue() {
        var line = new GuestLine.Evidence(Samples.RECIPIENT, Samples.KEY, Bytes.of(new byte[] {1}));
        assertThat(line.encode()).endsWith(" AQ==");
        for (var form : List.of("AR==", "AQ", "AQ=", "AQ==\r")) {
            var other = line.encode().replace("AQ==", form);
            assertThatThrownBy(() -> GuestLine.parseFromGuest(other))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        var upper = line.encode().replace("04" + "79be", "04" + "79BE");
        assertThatThrownBy(() -> GuestLine.parseFromGuest(upper))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void neverFailsOtherwiseOnDamagedLines() {
        var random = new Random(11);
        for (int i = 0; i < 20_000; i++) {
            var lines = fromGuest();
            var text = new StringBuilder(lines.get(random.nextInt(lines.size())).encode());
            for (int n = random.nextInt(3); n >= 0; n--) {
                text.setCharAt(random.nextInt(text.length()), (char) random.nextInt(128));
            }
            try {
                var parsed = GuestLine.parseFromGuest(text.toString());
                assertThat(parsed.encode()).isEqualTo(text.toString());
            } catch (IllegalArgumentException e) {
                // The one way in which a line is refused.
            }
        }
    }

    @Test
    void readsLinesUntilTheStreamEnds() throws Exception {
        var reader = reader("FATAL disk\nFATAL base\n".getBytes(StandardCharsets.US_ASCII));
        assertThat(reader.next()).contains(new GuestLine.Fatal(FatalCode.DISK));
        assertThat(reader.next()).contains(new GuestLine.Fatal(FatalCode.BASE));
        assertThat(reader.next()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"FATAL disk", "FATAL disk\r\n", "FATAL \u0000\n", "\n", "x\n"})
    void stopsReadingAtTheFirstThingThatIsWrong(String text) {
        var reader = reader(text.getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(reader::next).isInstanceOf(IOException.class);
    }

    @Test
    void holdsNoMoreThanOneLineOfAGigabyteOfGarbage() {
        var taken = new AtomicLong();
        var endless =
                new InputStream() {
                    @Override
                    public int read() {
                        taken.incrementAndGet();
                        return 'A';
                    }

                    @Override
                    public int read(byte[] to, int from, int length) {
                        Arrays.fill(to, from, from + length, (byte) 'A');
                        taken.addAndGet(length);
                        return length;
                    }
                };
        var reader = new GuestLineReader(endless);
        assertThatThrownBy(reader::next)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("256 KiB");
        assertThat(taken.get()).isLessThan(2L * GuestLine.MAX_LENGTH);
    }

    private static GuestLineReader reader(byte[] bytes) {
        return new GuestLineReader(new ByteArrayInputStream(bytes));
    }
}
