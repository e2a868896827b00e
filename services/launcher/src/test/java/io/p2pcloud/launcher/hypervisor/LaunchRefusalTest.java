package io.p2pcloud.launcher.hypervisor;

import static org.assertj.core.api.Assertions.assertThat;

import io.p2pcloud.launcher.domain.GuestName;
import io.p2pcloud.launcher.domain.PortForward;
import io.p2pcloud.launcher.hypervisor.LaunchOutcome.Reason;
import io.p2pcloud.launcher.hypervisor.LaunchOutcome.Refused;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

/// On the real QEMU: what keeps a guest from starting, in one sentence each.
class LaunchRefusalTest extends RealQemu {
    @Test
    void saysInOneSentenceThatAPortIsBusy() throws Exception {
        try (var busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var plan = plan(TinyKernel.Act.HALT, PortForward.ssh(busy.getLocalPort()));
            assertThat(refused(plan))
                    .isEqualTo(
                            new Refused(
                                    Reason.PORT_BUSY,
                                    "Port "
                                            + busy.getLocalPort()
                                            + " of this computer is used by another program: stop"
                                            + " that program or start the server on another port."));
        }
        assertNothingLeft();
    }

    @Test
    void refusesADiskThatAnotherGuestWrites() throws Exception {
        started(plan(TinyKernel.Act.HALT));
        var other = new GuestName("lease-00000000000000bb");
        assertThat(refused(plan(other, TinyKernel.Act.HALT)).reason())
                .isEqualTo(Reason.DISK_IN_USE);
        assertThat(hypervisor.list()).hasSize(1);
        assertThat(root.resolve(other.value())).doesNotExist();
    }

    @Test
    void refusesAMissingFileByItsName() throws Exception {
        Files.delete(data);
        var refused = refused(plan(TinyKernel.Act.HALT));
        assertThat(refused.reason()).isEqualTo(Reason.FILE_MISSING);
        assertThat(refused.sentence()).contains(data.toString());
        assertNothingLeft();
    }

    @Test
    void refusesWhatIsNoKernel() throws Exception {
        var plan = plan(TinyKernel.Act.HALT);
        Files.writeString(plan.bootFiles().kernel(), "no kernel at all");
        assertThat(refused(plan).reason()).isEqualTo(Reason.QEMU_REJECTED);
        assertNothingLeft();
    }

    @Test
    void refusesAFolderWhoseSocketsWouldHaveTooLongAPath() throws Exception {
        var deep = folder.resolve("a".repeat(100));
        try (var far = new QmpHypervisor(qemu, deep, InstantSource.system())) {
            assertThat(far.start(plan(TinyKernel.Act.HALT)))
                    .isInstanceOfSatisfying(
                            Refused.class,
                            refused -> {
                                assertThat(refused.reason()).isEqualTo(Reason.PATH_TOO_LONG);
                                assertThat(refused.sentence()).contains("shorter path");
                            });
        }
    }

    @Test
    void refusesWithoutQemuAndNamesThePackage() throws Exception {
        var nowhere = folder.resolve("qemu");
        try (var without =
                new QmpHypervisor(nowhere, folder.resolve("r"), InstantSource.system())) {
            assertThat(without.start(plan(TinyKernel.Act.HALT)))
                    .isEqualTo(
                            new Refused(
                                    Reason.QEMU_MISSING,
                                    "QEMU is not at %s: install the package qemu-system-x86."
                                            .formatted(nowhere)));
        }
    }
}
