package io.p2pcloud.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Status;
import io.grpc.StatusException;
import io.p2pcloud.attestation.SimulatedChip;
import io.p2pcloud.attestation.TrustedRoots;
import io.p2pcloud.common.Bytes;
import io.p2pcloud.guest.BootBundle;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Hosts that want the key of a CONFIDENTIAL server: each is refused with its reason, and no key
/// leaves.
class DishonestHostTest {
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

    @ParameterizedTest
    @MethodSource("io.p2pcloud.tenant.Trick#all")
    void isRefusedWithItsReason(Trick trick) {
        trick.attempt().prepare(server);
        var refusal = refusal();
        assertThat(refusal.reason()).isEqualTo(LaunchFailure.Reason.EVIDENCE_REFUSED);
        assertThat(refusal.sentence())
                .contains(trick.reasons())
                .containsIgnoringCase("no key was sent");
        assertThat(server.accept()).isFalse();
        nothingLeft();
    }

    @Test
    void aChipUnderATestsRootIsNothingToTheProduct() {
        server.roots = TrustedRoots.amd();
        assertThat(refusal().sentence()).contains("CHAIN_ROOT");
        nothingLeft();
    }

    @Test
    void aHostThatAsksTwiceForOneBootGetsNoClone() throws Exception {
        server.boot();
        // The first machine runs; the host says that it never did, and starts another.
        server.host.start(new SimulatedGuest(server.chip, server.measured()));
        assertThat(refusal().reason()).isEqualTo(LaunchFailure.Reason.EARLIER_BOOT_OPEN);
        server.nextBoot();
        assertThat(refusal().reason()).isEqualTo(LaunchFailure.Reason.EARLIER_BOOT_OPEN);
        assertThat(server.host.greetings).hasSize(1);
        assertThat(server.host.released).hasSize(1);
    }

    @Test
    void aServerDoesNotMoveToAnotherProcessorUnasked() throws Exception {
        server.boot();
        server.nextBoot();
        var _ = refusal();
        assertThat(server.accept()).isTrue();
        server.chip = SimulatedChip.genoa(8);
        server.host.start(new SimulatedGuest(server.chip, server.measured()));
        assertThat(refusal().sentence()).contains("(CHIP_EXPECTED)");
        assertThat(server.host.released).hasSize(1);
    }

    @Test
    void withoutMeasuredFirmwareNobodyIsEvenAsked() throws Exception {
        var bare = Files.createDirectory(folder.resolve("bare"));
        server.bundle = TestBundle.make(bare);
        var refusal = refusal();
        assertThat(refusal.reason()).isEqualTo(LaunchFailure.Reason.NO_MEASUREMENT);
        assertThat(refusal.sentence()).contains("no measured firmware in this bundle");
        assertThat(server.host.greetings).isEmpty();
        assertThat(BootBundle.load(bare).firmware()).isEmpty();
    }

    @Test
    void wordsWithoutEndAreNotListenedTo() {
        server.host.garbage = 100_000;
        var refusal = refusal();
        assertThat(refusal.reason()).isEqualTo(LaunchFailure.Reason.PROVIDER_REFUSED);
        assertThat(refusal.sentence()).contains("without end");
        nothingLeft();
    }

    @Test
    void aMessageThatIsTooLongEndsTheCall() {
        server.host.garbage = 1 << 20;
        assertThatThrownBy(server::boot)
                .isInstanceOfSatisfying(
                        StatusException.class,
                        e ->
                                assertThat(e.getStatus().getCode())
                                        .isEqualTo(Status.Code.RESOURCE_EXHAUSTED));
        nothingLeft();
    }

    @Test
    void certificatesThatAreGarbageHarmNobody() throws Exception {
        server.host.certificates = Bytes.of(new byte[200 << 10]);
        server.boot();
        assertThat(server.kept.getFirst().evidence().toJson().length()).isLessThan(100_000);
    }

    private void nothingLeft() {
        assertThat(server.host.released).isEmpty();
        assertThat(server.record().confidence().released()).isZero();
        assertThat(server.mark()).isEqualTo(AttestationMark.PENDING);
    }

    private LaunchException refusal() {
        return Assertions.catchThrowableOfType(LaunchException.class, server::boot);
    }
}
