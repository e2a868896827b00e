package io.p2pcloud.launcher.hypervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.p2pcloud.launcher.domain.ChannelName;
import io.p2pcloud.launcher.hypervisor.GuestState.StopReason;
import io.p2pcloud.launcher.hypervisor.LaunchOutcome.Reason;
import io.p2pcloud.launcher.storage.SystemDisk;
import io.p2pcloud.launcher.storage.VolumeOutcome;
import io.p2pcloud.launcher.storage.Volumes;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/// On the real QEMU: the life of guests.
class QmpHypervisorTest extends RealQemu {
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

    /// As on a busy computer, where QEMU is interrupted between the two.
    @Test
    void waitsForASocketThatIsThereButNotYetListenedAt() throws Exception {
        hypervisor.close();
        qemu =
                Files.writeString(
                        folder.resolve("slow-qemu"),
                        """
                        #!/bin/bash
                        for word; do
                            [[ $word != unix:*,server=on* ]] || path=${word#unix:} path=${path%%%%,*}
                        done
                        perl -MSocket -e '
                            socket my $s, AF_UNIX, SOCK_STREAM, 0;
                            bind $s, sockaddr_un($ARGV[0]) or die;
                            sleep 1' "$path"
                        exec %s "$@"
                        """
                                .formatted(qemu));
        Files.setPosixFilePermissions(qemu, PosixFilePermissions.fromString("rwx------"));
        hypervisor = newHypervisor();
        assertThat(started(plan(TinyKernel.Act.POWER_OFF)).awaitStopped(PATIENCE).reason())
                .isEqualTo(StopReason.SHUT_DOWN);
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
    void countsWhatAGuestUses() throws Exception {
        var guest = started(plan(TinyKernel.Act.HALT));
        awaitGreeting(guest);
        var usage = Objects.requireNonNull(hypervisor.usage().get(NAME));
        assertThat(usage.cpu()).isPositive();
        assertThat(usage.diskWritten()).hasValue(0);
        guest.destroy();
        assertThat(hypervisor.usage()).isEmpty();
    }

    @Test
    void cutsTheLogOfAGuestThatFillsIt() throws Exception {
        var guest = started(plan(TinyKernel.Act.FLOOD));
        var cut = SerialLog.previous(guest.serialLog());
        Await.until("the log was cut", () -> Files.exists(cut));
        guest.destroy();
        assertThat(cut).hasSize(SerialLog.KEPT_BYTES);
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
    void adoptsAGuestWhoseProgramWasKilled() throws Exception {
        hypervisor.close();
        var program = StartsAGuestAndWaits.program(qemu, root, folder, data, NAME);
        try (var output = program.inputReader()) {
            assertThat(output.readLine()).isEqualTo("started");
        } finally {
            program.destroyForcibly().waitFor();
        }
        hypervisor = newHypervisor();
        var adopted = hypervisor.find(NAME).orElseThrow();
        assertThat(adopted.state().get()).isInstanceOf(GuestState.Running.class);
        adopted.destroy();
        assertThat(running()).isZero();
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
    void letsNobodyDiscardTheVolumeOfARunningGuest() throws Exception {
        var volumes = new Volumes(folder.resolve("volumes"), new SystemDisk(), 0);
        var created = (VolumeOutcome.Created) volumes.create(NAME, 1);
        data = created.volume().image();
        var guest = started(plan(TinyKernel.Act.HALT));
        assertThatThrownBy(() -> volumes.discard(NAME)).hasMessageContaining("still in use");
        assertThat(volumes.find(NAME)).isPresent();
        guest.destroy();
        volumes.discard(NAME);
        assertThat(volumes.list()).isEmpty();
    }
}
