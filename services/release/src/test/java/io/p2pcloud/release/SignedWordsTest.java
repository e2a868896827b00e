package io.p2pcloud.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Hex;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Each digest against the same bytes put together by hand, as the guest's scripts do.
class SignedWordsTest {
    private static final String CHAIN = "%064x".formatted(31337);
    private static final String MARKET = "11".repeat(20);
    private static final String LEASE = "22".repeat(32);
    private static final String BOOT = "%064x".formatted(3);
    private static final String NONCE = "55".repeat(32);
    private static final String WHERE = word(CHAIN) + field(MARKET) + word(LEASE) + word(BOOT);

    @Test
    void releaseNamesPayloadIdentityReportAndSession() throws Exception {
        var report = Bytes.of(Samples.filled(1184, 9));
        var sealed = Bytes.of(Samples.filled(500, 8));
        var transcript =
                new ReleaseTranscript(
                        Samples.BOOT, Samples.word(0x55), Samples.RECIPIENT, report, sealed);
        assertThat(Hex.plain(transcript.digest().toArray()))
                .isEqualTo(
                        hash(
                                "SHA-256",
                                text("p2pcloud-release/v1")
                                        + WHERE
                                        + word(NONCE)
                                        + text(Samples.RECIPIENT.text())
                                        + word(hash("SHA-256", Hex.plain(report.toArray())))
                                        + word(hash("SHA-256", Hex.plain(sealed.toArray())))));
    }

    @Test
    void reportDataNamesWhatWasBornInTheGuest() throws Exception {
        var data =
                new AttestReportData(
                        Samples.RECIPIENT, Samples.KEY, Samples.word(0x55), Samples.word(0x22), 3);
        assertThat(Hex.plain(data.digest().toArray()))
                .isEqualTo(
                        hash(
                                "SHA-512",
                                text("p2pcloud-attest/v1")
                                        + text(Samples.RECIPIENT.text())
                                        + field(Hex.plain(Samples.KEY.value().toArray()))
                                        + word(NONCE)
                                        + word(LEASE)
                                        + word(BOOT)));
    }

    @Test
    void hostDataNamesTheLeaseAndWhoCommands() throws Exception {
        var data = new HostData(Samples.word(0x22), 3, Samples.word(0x33), Samples.KEY);
        assertThat(Hex.plain(data.digest().toArray()))
                .isEqualTo(
                        hash(
                                "SHA-256",
                                text("p2pcloud-host/v1")
                                        + word(LEASE)
                                        + word(BOOT)
                                        + word("33".repeat(32))
                                        + field(Hex.plain(Samples.KEY.value().toArray()))));
    }

    @Test
    void bootedNamesVolumeAndWhetherItWasFormatted() throws Exception {
        var transcript =
                new BootedTranscript(Samples.BOOT, Samples.word(0x55), Samples.word(0x44), 2, true);
        assertThat(Hex.plain(transcript.digest().toArray()))
                .isEqualTo(
                        hash(
                                "SHA-256",
                                text("p2pcloud-booted/v1")
                                        + WHERE
                                        + word(NONCE)
                                        + word("44".repeat(32))
                                        + word("%064x".formatted(2))
                                        + word("%064x".formatted(1))));
    }

    @Test
    void endedNamesTheBoot() throws Exception {
        assertThat(Hex.plain(new EndedTranscript(Samples.BOOT).digest().toArray()))
                .isEqualTo(hash("SHA-256", text("p2pcloud-ended/v1") + WHERE));
    }

    @Test
    void heartbeatIsSevenWords() throws Exception {
        var beat = new Heartbeat(Samples.BOOT, Samples.word(0x66), Duration.ofSeconds(75));
        var words =
                (hex("p2pcloud-heartbeat/v1") + "00".repeat(11))
                        + CHAIN
                        + "00".repeat(12)
                        + MARKET
                        + LEASE
                        + BOOT
                        + "66".repeat(32)
                        + "%064x".formatted(75);
        assertThat(beat.words().size()).isEqualTo(7 * 32);
        assertThat(Hex.plain(beat.digest().toArray())).isEqualTo(hash("SHA-256", words));
    }

    private static String text(String text) {
        return field(hex(text));
    }

    private static String word(String digits) {
        assertThat(digits).hasSize(64);
        return field(digits);
    }

    private static String field(String digits) {
        return "%08x".formatted(digits.length() / 2) + digits;
    }

    private static String hex(String text) {
        return Hex.plain(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String hash(String algorithm, String digits) throws Exception {
        return Hex.plain(MessageDigest.getInstance(algorithm).digest(Hex.parse(digits)));
    }
}
