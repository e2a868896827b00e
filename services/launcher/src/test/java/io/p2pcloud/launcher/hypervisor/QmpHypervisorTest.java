package io.p2pcloud.launcher.hypervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.p2pcloud.launcher.domain.Accelerator;
import io.p2pcloud.launcher.domain.BootFiles;
import io.p2pcloud.launcher.domain.ChannelName;
import io.p2pcloud.launcher.domain.Disk;
import io.p2pcloud.launcher.domain.GuestName;
import io.p2pcloud.launcher.domain.LaunchPlan;
import io.p2pcloud.launcher.domain.PortForward;
import io.p2pcloud.launcher.hypervisor.GuestState.StopReason;
import io.p2pcloud.launcher.hypervisor.LaunchOutcome.Reason;
import io.p2pcloud.launcher.hypervisor.LaunchOutcome.Refused;
import io.p2pcloud.launcher.hypervisor.LaunchOutcome.Started;
import io.p2pcloud.launcher.network.LoopbackPorts;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// On the real QEMU, with kernels of a few instructions.
class QmpHypervisorTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final GuestName NAME = new GuestName("lease-00000000000000aa");

    @TempDir private Path folder;
    private Path qemu;
    private Path root;
    private Path data;
    private QmpHypervisor hypervisor;

    @BeforeEach
    void open() throws IOException {
        qemu = InstalledQemu.program();
        root = folder.resolve("run");
        data = folder.resolve("data, with a comma.raw");
        try (var file = new RandomAccessFile(data.toFile(), "rw")) {
            file.setLength(1 << 20);
        }
        hypervisor = newHypervisor();
    }

    @AfterEach
    void removeGuests() throws IOException {
        hypervisor.close();
        try (var last = newHypervisor()) {
            for (var guest : last.list()) {
                guest.destroy();
            }
        }
    }

    @Test
    void startsAGuestThatRunsAndShutsDownByItself() throws Exception {
        var guest = started(plan(TinyKernel.Act.POWER_OFF));
        var end = guest.awaitStopped(PATIENCE);
        assertThat(end.reason()).isEqualTo(StopReason.SHUT_DOWN);
        assertThat(guest.serialLog()).content().contains(TinyKernel.GREETING);
        assertThat(running()).isZero();
        hypervisor.forget(NAME);
        assertThat(hypervisor.list()).isEmpty();
        assertThat(root).isEmptyDirectory();
    }

    @Test
    void endsAGuestThatRebootsInsteadOfBootingItAgain() throws Exception {
        var guest = started(plan(TinyKernel.Act.RESET));
        assertThat(guest.awaitStopped(PATIENCE).reason()).isEqualTo(StopReason.RESET);
    }

    @Test
    void pressesThePowerButton() throws Exception {
        var guest = started(plan(TinyKernel.Act.OBEY_POWER_BUTTON));
        awaitGreeting(guest);
        assertThat(guest.state().get()).isInstanceOf(GuestState.Running.class);
        guest.powerdown();
        assertThat(guest.awaitStopped(PATIENCE).reason()).isEqualTo(StopReason.SHUT_DOWN);
    }

    @Test
    void destroysAGuestThatIgnoresEverything() throws Exception {
        var guest = started(plan(TinyKernel.Act.HALT));
        assertThatThrownBy(() -> hypervisor.forget(NAME)).isInstanceOf(IllegalStateException.class);
        guest.destroy();
        assertThat(guest.state().get())
                .isInstanceOfSatisfying(
                        GuestState.Stopped.class,
                        end -> assertThat(end.reason()).isEqualTo(StopReason.DESTROYED));
        assertThat(running()).isZero();
        guest.destroy();
    }

    @Test
    void noticesThatQemuWasKilled() throws Exception {
        var guest = started(plan(TinyKernel.Act.HALT));
        ProcessHandle.of(pid(guest)).orElseThrow().destroyForcibly();
        assertThat(guest.awaitStopped(PATIENCE).reason()).isEqualTo(StopReason.KILLED);
    }

    @Test
    void startsTheSameGuestAgainAfterItStopped() throws Exception {
        started(plan(TinyKernel.Act.POWER_OFF)).awaitStopped(PATIENCE);
        var again = started(plan(TinyKernel.Act.HALT));
        assertThat(hypervisor.find(NAME)).containsSame(again);
    }

    @Test
    void adoptsARunningGuestAfterARestartOfTheProgram() throws Exception {
        var plan = plan(TinyKernel.Act.OBEY_POWER_BUTTON);
        var before = started(plan);
        awaitGreeting(before);
        long pid = pid(before);
        hypervisor.close();
        assertThat(before.state().get()).isInstanceOf(GuestState.Running.class);

        hypervisor = newHypervisor();
        var adopted = hypervisor.find(NAME).orElseThrow();
        assertThat(adopted.plan()).isEqualTo(plan);
        assertThat(adopted.state().get())
                .isInstanceOfSatisfying(
                        GuestState.Running.class, now -> assertThat(now.pid()).isEqualTo(pid));
        assertThat(refused(plan).reason()).isEqualTo(Reason.ALREADY_RUNNING);
        adopted.powerdown();
        assertThat(adopted.awaitStopped(PATIENCE).reason()).isEqualTo(StopReason.SHUT_DOWN);
    }

    @Test
    void takesAnotherProcessOfTheSameNumberForNoGuest() throws Exception {
        var guest = started(plan(TinyKernel.Act.HALT));
        var process = QemuProcess.find(RunFolder.of(root, NAME)).orElseThrow();
        assertThat(process.pid()).isEqualTo(pid(guest));
        var elsewhere = RunFolder.of(folder.resolve("other"), NAME);
        assertThat(QemuProcess.find(elsewhere)).isEmpty();
    }

    @Test
    void reportsAGuestThatVanishedWhileNobodyWatched() throws Exception {
        var guest = started(plan(TinyKernel.Act.HALT));
        hypervisor.close();
        ProcessHandle.of(pid(guest)).orElseThrow().destroyForcibly();
        Await.until("QEMU is gone", () -> running() == 0);

        hypervisor = newHypervisor();
        var found = hypervisor.find(NAME).orElseThrow();
        assertThat(found.awaitStopped(PATIENCE).reason()).isEqualTo(StopReason.VANISHED);
        assertThatThrownBy(found::powerdown).isInstanceOf(IOException.class);
        found.destroy();
        hypervisor.forget(NAME);
        assertThat(root).isEmptyDirectory();
    }

    @Test
    void removesWhatAStartThatNeverHappenedLeftBehind() throws Exception {
        hypervisor.close();
        Files.createDirectory(root.resolve(NAME.value()));
        Files.createDirectory(root.resolve("somebody else's"));
        hypervisor = newHypervisor();
        assertThat(hypervisor.list()).isEmpty();
        assertThat(root.resolve(NAME.value())).doesNotExist();
        assertThat(root.resolve("somebody else's")).exists();
    }

    @Test
    void runsAGuestOutsideOfThisProgramsSessionAndInASandbox() throws Exception {
        long pid = pid(started(plan(TinyKernel.Act.HALT)));
        // proc(5), /proc/pid/stat: after the name in brackets come state, parent, group, session.
        var stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
        var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        assertThat(fields[3]).isEqualTo(Long.toString(pid));
        assertThat(Files.readString(Path.of("/proc/" + pid + "/status")))
                .containsPattern("NoNewPrivs:\\s*1")
                .containsPattern("Seccomp:\\s*2");
    }

    @Test
    void keepsTheRunFolderFromOthers() throws Exception {
        started(plan(TinyKernel.Act.HALT));
        for (var path : List.of(root, root.resolve(NAME.value()))) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void offersEachChannelAsASocketThatEndsWithTheGuest() throws Exception {
        var guest = started(plan(TinyKernel.Act.HALT));
        try (var channel = guest.open(ChannelName.KEY)) {
            channel.writeLine("nobody reads this", Duration.ofSeconds(5));
            assertThatThrownBy(() -> channel.readLine(Duration.ofMillis(50)))
                    .isInstanceOf(SocketTimeoutException.class);
            guest.destroy();
            assertThatThrownBy(() -> channel.readLine(PATIENCE)).isInstanceOf(IOException.class);
        }
        assertThatThrownBy(() -> guest.open(ChannelName.KEY)).isInstanceOf(IOException.class);
    }

    @Test
    void tellsStateChangesInOrder() throws Exception {
        var guest = started(plan(TinyKernel.Act.OBEY_POWER_BUTTON));
        awaitGreeting(guest);
        var heard = new ConcurrentLinkedQueue<Class<?>>();
        try (var subscription = guest.state().subscribe(now -> heard.add(now.getClass()))) {
            assertThat(subscription).isNotNull();
            guest.powerdown();
            guest.awaitStopped(PATIENCE);
        }
        assertThat(heard).containsExactly(GuestState.Running.class, GuestState.Stopped.class);
    }

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

    private void assertNothingLeft() throws IOException {
        assertThat(hypervisor.list()).isEmpty();
        assertThat(root).isEmptyDirectory();
        assertThat(running()).isZero();
    }

    private long running() {
        return QemuProcess.find(RunFolder.of(root, NAME)).stream().count();
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

    private static void awaitGreeting(Guest guest) throws Exception {
        Await.until(
                "the kernel greets",
                () -> Files.readString(guest.serialLog()).contains(TinyKernel.GREETING));
    }

    private static long pid(Guest guest) {
        return guest.state().get() instanceof GuestState.Running now ? now.pid() : -1;
    }

    private QmpHypervisor newHypervisor() throws IOException {
        return new QmpHypervisor(qemu, root, InstantSource.system());
    }

    private LaunchPlan plan(TinyKernel.Act act) throws IOException {
        return plan(NAME, act, PortForward.ssh(LoopbackPorts.unused()));
    }

    private LaunchPlan plan(TinyKernel.Act act, PortForward forward) throws IOException {
        return plan(NAME, act, forward);
    }

    private LaunchPlan plan(GuestName name, TinyKernel.Act act) throws IOException {
        return plan(name, act, PortForward.ssh(LoopbackPorts.unused()));
    }

    private LaunchPlan plan(GuestName name, TinyKernel.Act act, PortForward forward)
            throws IOException {
        var initramfs = Files.writeString(folder.resolve("initramfs"), "empty");
        var base = Files.write(folder.resolve("base.raw"), new byte[4096]);
        return new LaunchPlan(
                name,
                "0x" + "0".repeat(64),
                1,
                1,
                64,
                new BootFiles(TinyKernel.write(folder, act), initramfs, "console=ttyS0"),
                List.of(Disk.readOnly("base", base), Disk.writable("data", data)),
                List.of(ChannelName.KEY, ChannelName.LIFE),
                List.of(forward),
                Accelerator.TCG);
    }
}
