package io.p2pcloud.launcher.hypervisor;

import static org.assertj.core.api.Assertions.assertThat;

import io.p2pcloud.launcher.domain.Accelerator;
import io.p2pcloud.launcher.domain.BootFiles;
import io.p2pcloud.launcher.domain.ChannelName;
import io.p2pcloud.launcher.domain.Disk;
import io.p2pcloud.launcher.domain.GuestName;
import io.p2pcloud.launcher.domain.LaunchPlan;
import io.p2pcloud.launcher.domain.PortForward;
import io.p2pcloud.launcher.hypervisor.LaunchOutcome.Refused;
import io.p2pcloud.launcher.hypervisor.LaunchOutcome.Started;
import io.p2pcloud.launcher.network.LoopbackPorts;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// A hypervisor over the real QEMU in a folder of its own, and kernels of a few instructions.
abstract class RealQemu {
    static final Duration PATIENCE = Duration.ofSeconds(30);
    static final GuestName NAME = new GuestName("lease-00000000000000aa");

    @TempDir Path folder;
    Path qemu;
    Path root;
    Path data;
    QmpHypervisor hypervisor;

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

    final void assertNothingLeft() throws IOException {
        assertThat(hypervisor.list()).isEmpty();
        assertThat(root).isEmptyDirectory();
        assertThat(running()).isZero();
    }

    final long running() {
        return QemuProcess.find(RunFolder.of(root, NAME)).stream().count();
    }

    final Guest started(LaunchPlan plan) {
        return switch (hypervisor.start(plan)) {
            case Started(var guest) -> guest;
            case Refused(var reason, var sentence) ->
                    throw new AssertionError(reason + ": " + sentence);
        };
    }

    final Refused refused(LaunchPlan plan) {
        return switch (hypervisor.start(plan)) {
            case Started _ -> throw new AssertionError("it was started");
            case Refused refused -> refused;
        };
    }

    static void awaitGreeting(Guest guest) throws Exception {
        Await.until(
                "the kernel greets",
                () -> Files.readString(guest.serialLog()).contains(TinyKernel.GREETING));
    }

    static long pid(Guest guest) {
        return guest.state().get() instanceof GuestState.Running now ? now.pid() : -1;
    }

    final QmpHypervisor newHypervisor() throws IOException {
        return new QmpHypervisor(qemu, root, InstantSource.system());
    }

    final LaunchPlan plan(TinyKernel.Act act) throws IOException {
        return plan(NAME, act, PortForward.ssh(LoopbackPorts.unused()));
    }

    final LaunchPlan plan(TinyKernel.Act act, PortForward forward) throws IOException {
        return plan(NAME, act, forward);
    }

    final LaunchPlan plan(GuestName name, TinyKernel.Act act) throws IOException {
        return plan(name, act, PortForward.ssh(LoopbackPorts.unused()));
    }

    final LaunchPlan plan(GuestName name, TinyKernel.Act act, PortForward forward)
            throws IOException {
        return plan(folder, data, name, act, forward);
    }

    static LaunchPlan plan(
            Path folder, Path data, GuestName name, TinyKernel.Act act, PortForward forward)
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
                Accelerator.TCG,
                100,
                Optional.empty());
    }
}
