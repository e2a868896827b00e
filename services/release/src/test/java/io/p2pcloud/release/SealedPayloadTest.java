package io.p2pcloud.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.FirstBoot;
import io.p2pcloud.common.Hex;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealedPayloadTest {
    private static final String KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIA== someone";

    @Test
    void writesTheDocumentedLinesInTheirOrder() {
        var text = text(Samples.payload());
        assertThat(text)
                .isEqualTo(
                        """
                        payload 2
                        chain 31337
                        market 1111111111111111111111111111111111111111
                        lease 2222222222222222222222222222222222222222222222222222222222222222
                        boot 3
                        volume 4444444444444444444444444444444444444444444444444444444444444444
                        generation 2
                        tier STANDARD
                        disk-key %s
                        format 1
                        rescue 0
                        hostname web-1
                        host-key %s
                        authorized-key %s
                        user-data IyEvYmluL3NoCmVjaG8gaGVsbG8K
                        beat-source aHR0cDovLzEwLjAuMi4yOjg1NDU=
                        heartbeat-seconds 60
                        end payload
                        """
                                .formatted(
                                        Hex.plain(Samples.diskKey().value().toArray()),
                                        base64(Samples.HOST_KEY.openSsh()),
                                        base64(KEY)));
    }

    @Test
    void leavesOutUserDataThatIsNotThere() {
        var payload =
                Samples.payload("web-1", List.of(KEY), FirstBoot.NONE, "https://rpc.example/v1");
        assertThat(text(payload)).doesNotContain("user").doesNotContain("package");
    }

    @Test
    void namesUsersAndPackagesBeforeTheScript() {
        var data = new FirstBoot(List.of("ada", "bob"), List.of("git"), "#!/bin/sh\n");
        var payload = Samples.payload("web-1", List.of(KEY), data, "https://rpc.example/v1");
        assertThat(text(payload))
                .contains("\nuser ada\nuser bob\npackage git\nuser-data IyEvYmluL3NoCg==\nbeat");
    }

    @Test
    void aDiskThatIsToBeFormattedIsNotRescued() {
        var usual = Samples.payload();
        assertThatThrownBy(() ->
                        new SealedPayload(
                                usual.boot(),
                                usual.volume(),
                                usual.diskKey(),
                                true,
                                true,
                                usual.hostname(),
                                usual.hostKey(),
                                usual.authorizedKeys(),
                                usual.firstBoot(),
                                usual.beatSources(),
                                usual.heartbeat()))
                .hasMessageContaining("rescue");
    }

    @Test
    void keepsForeignLettersInAKeysComment() {
        var key = KEY + " José";
        var payload =
                Samples.payload("web-1", List.of(key), FirstBoot.NONE, "https://rpc.example/v1");
        assertThat(text(payload)).contains("authorized-key " + base64(key) + "\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-a", "a-", "A", "a.b", "a b", "a\nformat 1", "ä", "a_b"})
    void refusesWhatIsNoHostName(String name) {
        assertThatThrownBy(() ->
                        Samples.payload(name, List.of(KEY), FirstBoot.NONE, "http://a.example"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("host name");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ssh-ed25519",
                "ssh-ed25519 AAAAC3Nz\nssh-rsa AAAAB3Nz",
                "-----BEGIN OPENSSH PRIVATE KEY-----",
                "hello world",
                "ssh-ed25519 AAAAC3Nz\tx\u0000"
            })
    void refusesWhatIsNoPublicKey(String key) {
        assertThatThrownBy(() ->
                        Samples.payload("a", List.of(key), FirstBoot.NONE, "http://a.example"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("public SSH key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://a.example", "file:///etc/passwd", "http:///x", "a", "http://ä"})
    void refusesABeatSourceThatIsNotOnTheWeb(String source) {
        assertThatThrownBy(() -> Samples.payload("a", List.of(KEY), FirstBoot.NONE, source))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("URL");
    }

    @Test
    void refusesNoKeyAndTooManyKeys() {
        for (int count : new int[] {0, 33}) {
            assertThatThrownBy(() ->
                            Samples.payload(
                                    "a",
                                    Collections.nCopies(count, KEY),
                                    FirstBoot.NONE,
                                    "http://a.example"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("SSH keys");
        }
    }

    @Test
    void refusesWhatCannotBeSealed() {
        var longKey = KEY + " " + "x".repeat(3000);
        var payload =
                Samples.payload(
                        "a",
                        Collections.nCopies(32, longKey),
                        FirstBoot.script("#!" + "x".repeat(FirstBoot.MAX_SCRIPT - 2)),
                        "http://a.example");
        assertThatThrownBy(payload::toBytes).hasMessageContaining("64 KiB");
    }

    @Test
    void hidesItsSecretsWhenPrinted() {
        var payload = Samples.payload();
        assertThat(payload.toString())
                .doesNotContain(Hex.plain(payload.diskKey().value().toArray()))
                .doesNotContain("PRIVATE")
                .doesNotContain("hello");
        assertThat(payload.diskKey().toString()).isEqualTo("DiskKey[hidden]");
    }

    @Test
    void refusesAKeyOfTwoEqualHalves() {
        assertThatThrownBy(() -> new DiskKey(Bytes.of(new byte[DiskKey.SIZE])))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("halves");
    }

    private static String text(SealedPayload payload) {
        return new String(payload.toBytes().toArray(), StandardCharsets.US_ASCII);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
