package io.p2pcloud.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.p2pcloud.attestation.Reason;
import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.FirstBoot;
import io.p2pcloud.common.Json;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerSpecTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "ssh-ed25519",
                "ssh-ed25519 AAAA",
                "ssh-rsa AAAAC3NzaC1lZDI1NTE5AAAAIGPKsdE0z0N2Jm4ZCmZxYkYwk1m1b0m1b0m1b0m1b0m1",
                "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGPK\nssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGPK"
            })
    void refusesWhatIsNoPublicKeyInOneSentence(String line) {
        assertThatThrownBy(() -> SshPublicKey.check(line))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("This is not an SSH public key: ")
                .hasMessageEndingWith(".");
    }

    @Test
    void saysSoWhenTheKeyIsAPrivateOne() {
        assertThatThrownBy(() -> SshPublicKey.check("-----BEGIN OPENSSH PRIVATE KEY-----"))
                .hasMessageContaining("private key")
                .hasMessageContaining(".pub");
    }

    @Test
    void acceptsAKeyWithAComment() {
        assertThatCode(() -> SshPublicKey.check(Samples.SSH_KEY)).doesNotThrowAnyException();
    }

    @Test
    void refusesAServerNobodyCouldLogInTo() {
        var spec = Samples.spec();
        assertThatThrownBy(() ->
                        new ServerSpec(
                                spec.name(),
                                spec.unit(),
                                spec.imageId(),
                                List.of(),
                                FirstBoot.NONE,
                                spec.priceCap(),
                                spec.deposit(),
                                spec.mode()))
                .hasMessageContaining("SSH public key");
    }

    @Test
    void aRecordComesBackFromTheJournalAsItWas() {
        var failure =
                new LaunchFailure(
                        LaunchPhase.BOOT, LaunchFailure.Reason.SHELL_TIMEOUT, "It is late.", "");
        var record =
                new ServerRecord(
                                "00112233445566aa",
                                Samples.spec(),
                                Samples.NOW,
                                "0x" + "11".repeat(32),
                                "0x" + "22".repeat(32),
                                "0x" + "33".repeat(32),
                                "ssh-ed25519 AAAA",
                                ServerRecord.Stage.ORDERING,
                                null,
                                null,
                                0,
                                false,
                                null,
                                0,
                                null,
                                null,
                                null)
                        .booted("127.0.0.1", 2222)
                        .with(
                                Confidence.NONE
                                        .releasing(
                                                1,
                                                Bytes.ofHex("ab".repeat(64)),
                                                Samples.GUEST,
                                                AttestationMark.ATTESTED_WITH_DOUBTS)
                                        .doubting(Set.of(Reason.CHIP_STANDING))
                                        .acceptingDoubts(Samples.NOW)
                                        .saidGoodbye(Samples.NOW)
                                        .giving(Samples.NOW))
                        .failed(failure);
        var read = Json.mapper().readValue(Json.write(record), ServerRecord.class);
        assertThat(read).isEqualTo(record);
    }
}
