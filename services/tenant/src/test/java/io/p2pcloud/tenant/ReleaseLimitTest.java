package io.p2pcloud.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import io.p2pcloud.attestation.SimulatedChip;
import io.p2pcloud.release.GuestLine;
import java.nio.file.Path;
import java.time.Duration;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A host that ends its machine again and again, to be given the key each time.
class ReleaseLimitTest {
    @TempDir private Path folder;
    private ConfidentialCase server;

    @BeforeEach
    void open() throws Exception {
        server = new ConfidentialCase(folder, SimulatedChip.genoa(7));
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void isGivenTheKeyTwelveTimesAnHourAndNoMore() throws Exception {
        for (int boot = 1; boot <= Releases.MOST; boot++) {
            server.boot();
            endAndStartAnother();
            server.now = server.now.plus(Duration.ofMinutes(4));
        }
        var refusal = Assertions.catchThrowableOfType(LaunchException.class, server::boot);
        assertThat(refusal.reason()).isEqualTo(LaunchFailure.Reason.RELEASE_LIMIT);
        assertThat(refusal.sentence())
                .contains("12 times within 60 minutes", "2026-11-21T13:00:00Z", "No key was sent.");
        assertThat(server.host.released).hasSize(Releases.MOST);
        assertThat(server.host.greetings).as("nobody is even asked").hasSize(Releases.MOST);
        assertThat(server.accept()).as("nothing that a user could accept").isFalse();

        server.now = ConfidentialCase.NOW.plus(Duration.ofHours(1));
        server.boot();
        endAndStartAnother();
        assertThat(Assertions.catchThrowableOfType(LaunchException.class, server::boot).reason())
                .as("only one had been long enough ago")
                .isEqualTo(LaunchFailure.Reason.RELEASE_LIMIT);
    }

    @Test
    void whatIsRefusedCountsForNothing() throws Exception {
        server.host.answer = hello -> server.host.guest.answer(hello, other(hello));
        for (int i = 0; i < 3; i++) {
            assertThat(
                            Assertions.catchThrowableOfType(LaunchException.class, server::boot)
                                    .reason())
                    .isEqualTo(LaunchFailure.Reason.EVIDENCE_REFUSED);
        }
        assertThat(server.record().confidence().releases()).isEqualTo(Releases.NONE);
    }

    private static GuestLine.Hello other(GuestLine.Hello hello) {
        return new GuestLine.Hello(
                ConfidentialCase.where(9), hello.manifest(), hello.nonce(), hello.launchKey());
    }

    private void endAndStartAnother() {
        int boot = server.record().boot();
        server.host.says(boot, server.host.guest.ended(ConfidentialCase.where(boot)));
        server.nextBoot();
        server.host.start(new SimulatedGuest(server.chip, server.measured()));
    }
}
