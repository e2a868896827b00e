package io.p2pcloud.launcher.hypervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.p2pcloud.common.Bytes32;
import io.p2pcloud.common.Tier;
import io.p2pcloud.launcher.domain.Accelerator;
import io.p2pcloud.launcher.domain.ChannelName;
import io.p2pcloud.launcher.domain.GuestName;
import io.p2pcloud.launcher.domain.LaunchPlan;
import io.p2pcloud.launcher.domain.PortForward;
import io.p2pcloud.launcher.domain.SnpLaunch;
import io.p2pcloud.launcher.hypervisor.GuestState.StopReason;
import io.p2pcloud.launcher.hypervisor.LaunchOutcome.Reason;
import io.p2pcloud.launcher.hypervisor.LaunchOutcome.Refused;
import io.p2pcloud.launcher.hypervisor.LaunchOutcome.Started;
import io.p2pcloud.launcher.hypervisor.TinyKernel.Act;
import io.p2pcloud.launcher.libvirt.DomainXml;
import io.p2pcloud.launcher.libvirt.LibvirtConnection;
import io.p2pcloud.launcher.network.LoopbackPorts;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Kernels of a few instructions on a real libvirtd and QEMU.
class LibvirtHypervisorTest {
    private static final GuestName NAME = new GuestName("lease-00000000000000bb");

    @TempDir static Path daemonFolder;
    private static LibvirtDaemon daemon;

    @TempDir Path folder;
    private Path data;
    private LibvirtHypervisor hypervisor;

    @BeforeAll
    static void startDaemon() throws Exception {
        daemon = LibvirtDaemon.start(daemonFolder);
    }

    @AfterAll
    static void stopDaemon() throws IOException {
        if (daemon != null) {
            daemon.close();
        }
    }

    @BeforeEach
    void open() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        data = folder.resolve("data <&> 1.raw");
        try (var file = new RandomAccessFile(data.toFile(), "rw")) {
            file.setLength(1 << 20);
        }
        hypervisor = newHypervisor();
    }

    @AfterEach
    void removeGuests() throws IOException {
        for (var guest : hypervisor.list()) {
            guest.destroy();
        }
        hypervisor.close();
    }

    @Test
    void runsAGuestThatGreetsCountsAndObeysThePowerButton() throws Exception {
        var guest = started(plan(Act.OBEY_POWER_BUTTON));
        RealQemu.awaitGreeting(guest);
        assertThat(guest.state().get()).isInstanceOf(GuestState.Running.class);
        assertThat(hypervisor.find(NAME)).contains(guest);
        var usage = Objects.requireNonNull(hypervisor.usage().get(NAME));
        assertThat(usage.cpu()).isPositive();
        assertThat(usage.diskWritten()).hasValue(0);
        guest.powerdown();
        assertThat(guest.awaitStopped(RealQemu.PATIENCE).reason()).isEqualTo(StopReason.SHUT_DOWN);
        assertThat(hypervisor.usage()).isEmpty();
        hypervisor.forget(NAME);
        assertThat(folder.resolve("run")).isEmptyDirectory();
    }

    @Test
    void endsAGuestThatAsksForAReset() throws Exception {
        var guest = started(plan(Act.RESET));
        // libvirt 9.0 has one word for both.
        assertThat(guest.awaitStopped(RealQemu.PATIENCE).reason())
                .isIn(StopReason.RESET, StopReason.SHUT_DOWN);
    }

    @Test
    void tellsWhoEndedAGuest() throws Exception {
        var ours = started(plan(Act.HALT));
        ours.destroy();
        assertThat(ours.awaitStopped(RealQemu.PATIENCE).reason()).isEqualTo(StopReason.DESTROYED);
        hypervisor.forget(NAME);
        var killed = started(plan(Act.HALT));
        daemon.qemus().forEach(ProcessHandle::destroyForcibly);
        assertThat(killed.awaitStopped(RealQemu.PATIENCE).reason()).isEqualTo(StopReason.KILLED);
    }

    @Test
    void opensAChannelOnceAtATime() throws Exception {
        var guest = started(plan(Act.HALT));
        try (var channel = guest.open(ChannelName.KEY)) {
            channel.writeLine("nobody listens", RealQemu.PATIENCE);
            assertThatThrownBy(() -> guest.open(ChannelName.KEY))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("libvirt");
            try (var other = guest.open(ChannelName.LIFE)) {
                assertThat(other).isNotNull();
            }
        }
    }

    @Test
    void findsItsGuestsAgainAfterARestart() throws Exception {
        var plan = plan(Act.OBEY_POWER_BUTTON);
        // It hears the power button from its greeting on.
        RealQemu.awaitGreeting(started(plan));
        hypervisor.close();
        hypervisor = newHypervisor();
        var adopted = hypervisor.find(NAME).orElseThrow();
        assertThat(adopted.plan()).isEqualTo(plan);
        assertThat(adopted.state().get()).isInstanceOf(GuestState.Running.class);
        assertThat(refused(plan).reason()).isEqualTo(Reason.ALREADY_RUNNING);
        adopted.powerdown();
        assertThat(adopted.awaitStopped(RealQemu.PATIENCE).reason())
                .isEqualTo(StopReason.SHUT_DOWN);
        hypervisor.close();
        hypervisor = newHypervisor();
        assertThat(hypervisor.find(NAME).orElseThrow().state().get())
                .isInstanceOfSatisfying(
                        GuestState.Stopped.class,
                        end -> assertThat(end.reason()).isEqualTo(StopReason.VANISHED));
    }

    @Test
    void startsOverWhatAKilledProgramAskedFor() throws Exception {
        var _ = started(plan(Act.HALT));
        var left = daemon.qemus();
        hypervisor.close();
        // As if it had been killed before libvirt came to its request: nothing was there to adopt.
        hypervisor =
                LibvirtHypervisor.open(
                        daemon.uri(),
                        folder.resolve("other"),
                        HostNetwork.ofUser(),
                        InstantSource.system());
        assertThat(hypervisor.find(NAME)).isEmpty();
        var guest = started(plan(Act.OBEY_POWER_BUTTON));
        RealQemu.awaitGreeting(guest);
        assertThat(daemon.qemus()).hasSize(1).doesNotContainAnyElementsOf(left);
        assertThat(guest.state().get())
                .as("the end of the other is none of its own")
                .isInstanceOf(GuestState.Running.class);
    }

    @Test
    void startsWhileLibvirtComesToWhatAKilledProgramAskedFor() throws Exception {
        var xml =
                DomainXml.of(
                        plan(Act.HALT),
                        LibvirtHost.of(daemon.uri())
                                .domainHost(HostNetwork.ofUser().attachment(0)));
        try (var killed = LibvirtConnection.open(daemon.uri());
                var asking = Executors.newSingleThreadExecutor()) {
            var _ =
                    asking.submit(() -> {
                        killed.createPaused(xml);
                        return true;
                    });
            var guest = started(plan(Act.OBEY_POWER_BUTTON));
            RealQemu.awaitGreeting(guest);
            assertThat(guest.state().get()).isInstanceOf(GuestState.Running.class);
        }
        assertThat(daemon.qemus()).hasSize(1);
    }

    @Test
    void keepsAGuestWhileLibvirtdIsKilledAndComesBack() throws Exception {
        var guest = started(plan(Act.OBEY_POWER_BUTTON));
        RealQemu.awaitGreeting(guest);
        daemon.kill();
        Await.until("libvirt answers again", () -> !hypervisor.usage().isEmpty());
        assertThat(guest.state().get()).isInstanceOf(GuestState.Running.class);
        guest.powerdown();
        assertThat(guest.awaitStopped(RealQemu.PATIENCE).reason()).isEqualTo(StopReason.SHUT_DOWN);
    }

    @Test
    void startsNoConfidentialGuestWithoutTheChip() throws Exception {
        assertThat(hypervisor.tiers()).containsExactly(Tier.STANDARD);
        var refused = refused(confidential(plan(Act.HALT)));
        assertThat(refused.reason()).isEqualTo(Reason.CONFIDENTIAL_UNAVAILABLE);
        assertNothingLeft();
    }

    @Test
    void leavesNothingOfAGuestThatDidNotStart() throws Exception {
        var plan = plan(Act.HALT);
        Files.write(plan.bootFiles().kernel(), new byte[16]);
        assertThat(refused(plan).sentence()).contains("kernel");
        assertNothingLeft();
        Files.delete(data);
        assertThat(refused(plan).reason()).isEqualTo(Reason.FILE_MISSING);
        assertNothingLeft();
    }

    @Test
    void saysWhichFolderTheGuestsUserCannotEnter() throws Exception {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        assertThat(refused(plan(Act.HALT)).sentence())
                .contains(folder.toString())
                .contains("P2PCLOUD_HOME");
    }

    private void assertNothingLeft() {
        assertThat(hypervisor.list()).isEmpty();
        assertThat(folder.resolve("run")).isEmptyDirectory();
        assertThat(daemon.qemus()).isEmpty();
    }

    private Guest started(LaunchPlan plan) {
        return switch (hypervisor.start(plan)) {
            case Started(var guest) -> guest;
            case Refused(var reason, var sentence) ->
                    throw new AssertionError(reason + ": " + sentence);
        };
    }

    private Refused refused(LaunchPlan plan) {
        return switch (hypervisor.start(plan)) {
            case Started _ -> throw new AssertionError("it was started");
            case Refused refused -> refused;
        };
    }

    private LibvirtHypervisor newHypervisor() throws IOException {
        return LibvirtHypervisor.open(
                daemon.uri(), folder.resolve("run"), HostNetwork.ofUser(), InstantSource.system());
    }

    private LaunchPlan plan(Act act) throws IOException {
        return RealQemu.plan(folder, data, NAME, act, PortForward.ssh(LoopbackPorts.unused()));
    }

    private static LaunchPlan confidential(LaunchPlan plan) {
        return new LaunchPlan(
                plan.name(),
                plan.lease(),
                plan.boot(),
                plan.vcpus(),
                plan.memoryMiB(),
                plan.bootFiles(),
                plan.disks(),
                plan.channels(),
                plan.forwards(),
                Accelerator.KVM,
                plan.bandwidthMbps(),
                Optional.of(SnpLaunch.of(Path.of("/b/OVMF.amdsev.fd"), Bytes32.ZERO)));
    }
}
