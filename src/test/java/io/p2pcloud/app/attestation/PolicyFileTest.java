package io.p2pcloud.app.attestation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.p2pcloud.attestation.AttestationPolicy;
import io.p2pcloud.attestation.Reason;
import io.p2pcloud.attestation.Status;
import io.p2pcloud.attestation.TcbVersion;
import io.p2pcloud.attestation.Vectors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PolicyFileTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final AttestationPolicy SHIPPED = AttestationPolicy.shipped();

    @TempDir Path folder;

    @Test
    void whatTheWindowRaisesIsInForceEverywhereAndAfterARestart() throws IOException {
        var turin = SHIPPED.cpus().getLast();
        try (var desk = LocalProofs.open(folder, folder, () -> NOW)) {
            assertThat(desk.policy()).isEqualTo(SHIPPED);
            assertThat(status(desk)).isEqualTo(Status.PASS);
            desk.raise(turin, new TcbVersion(0, 0, 0, 200, 0));
            assertThat(status(desk)).isEqualTo(Status.FAIL);
        }
        assertThat(PolicyFile.in(folder).inForce().cpus().getLast().minimum())
                .isEqualTo(turin.minimum().max(new TcbVersion(0, 0, 0, 200, 0)));
        try (var again = LocalProofs.open(folder, folder, () -> NOW)) {
            assertThat(status(again)).isEqualTo(Status.FAIL);
        }
    }

    @Test
    void neverLowersALevel() throws IOException {
        var file = PolicyFile.in(folder.resolve("new"));
        file.raise(SHIPPED.cpus().getFirst(), new TcbVersion(0, 0, 0, 0, 0));
        assertThat(file.inForce()).isEqualTo(SHIPPED);
    }

    @Test
    void keepsAFileThatItCannotReadAndSaysSo() throws IOException {
        var file = PolicyFile.in(folder);
        Files.writeString(file.file(), "{}");
        assertThatThrownBy(
                        () -> file.raise(SHIPPED.cpus().getFirst(), new TcbVersion(0, 0, 0, 99, 0)))
                .hasMessageContaining("Correct or remove it.");
        assertThat(file.file()).hasContent("{}");
        try (var desk = LocalProofs.open(folder, folder, () -> NOW)) {
            assertThatThrownBy(desk::verifier)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("Correct or remove it.");
        }
    }

    private static Status status(LocalProofs desk) throws IOException {
        var complete = desk.complete(Vectors.evidence("36"), false).evidence();
        return desk.verifier().judge(complete, NOW).check(Reason.TCB_MINIMUM).status();
    }
}
