package io.p2pcloud.launcher.hypervisor;

import static org.assertj.core.api.Assertions.assertThat;

import io.p2pcloud.launcher.domain.Accelerator;
import io.p2pcloud.launcher.domain.BootFiles;
import io.p2pcloud.launcher.domain.GuestName;
import io.p2pcloud.launcher.domain.LaunchPlan;
import io.p2pcloud.launcher.hypervisor.LaunchOutcome.Reason;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QemuFailureTest {
    private static final LaunchPlan PLAN =
            new LaunchPlan(
                    new GuestName("lease-0123456789abcdef"),
                    "0x" + "0".repeat(64),
                    1,
                    1,
                    2048,
                    new BootFiles(Path.of("/k"), Path.of("/i"), ""),
                    List.of(),
                    List.of(),
                    List.of(),
                    Accelerator.KVM,
                    100,
                    Optional.empty());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "PORT_BUSY|-netdev user,hostfwd=x: Could not set up host forwarding rule"
                        + " 'tcp:127.0.0.1:2222-:22'",
                "DISK_IN_USE|-blockdev {}: Failed to get \"write\" lock",
                "DISK_IN_USE|-blockdev {}: Failed to get shared \"write\" lock",
                "NOT_ENOUGH_MEMORY|cannot set up guest memory 'pc.ram': Cannot allocate memory",
                "ACCELERATOR_UNAVAILABLE|Could not access KVM kernel module: Permission denied",
                "ACCELERATOR_UNAVAILABLE|-accel kvm: failed to initialize kvm: Device busy",
                "QEMU_REJECTED|could not load kernel '/k': unknown reason",
                "QEMU_REJECTED|``",
            })
    void knowsTheReasonFromWhatQemuSaid(Reason reason, String said) {
        var refused = QemuFailure.explain("qemu-system-x86_64: " + said, PLAN);
        assertThat(refused.reason()).isEqualTo(reason);
        assertThat(refused.sentence()).isNotBlank();
    }

    @Test
    void namesTheBusyPort() {
        var said = "Could not set up host forwarding rule 'tcp:127.0.0.1:2222-:22'";
        assertThat(QemuFailure.explain(said, PLAN).sentence()).startsWith("Port 2222 ");
    }

    @Test
    void quotesOnlyTheLastLineOfWhatItDoesNotKnow() {
        assertThat(QemuFailure.explain("warning: first\nbad thing " + "x".repeat(999), PLAN))
                .satisfies(refused ->
                        assertThat(refused.sentence())
                                .contains("bad thing")
                                .doesNotContain("first")
                                .hasSizeLessThan(400));
    }
}
