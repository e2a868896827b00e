package io.p2pcloud.realguest;

import io.p2pcloud.common.Bytes32;
import io.p2pcloud.guest.BootBundle;
import io.p2pcloud.guest.GuestDisk;
import io.p2pcloud.launcher.domain.Accelerator;
import io.p2pcloud.launcher.domain.BootFiles;
import io.p2pcloud.launcher.domain.ChannelName;
import io.p2pcloud.launcher.domain.Disk;
import io.p2pcloud.launcher.domain.GuestName;
import io.p2pcloud.launcher.domain.LaunchPlan;
import io.p2pcloud.launcher.domain.PortForward;
import io.p2pcloud.launcher.hypervisor.Guest;
import io.p2pcloud.launcher.hypervisor.GuestChannel;
import io.p2pcloud.launcher.hypervisor.GuestState.Stopped;
import io.p2pcloud.launcher.hypervisor.LaunchOutcome.Refused;
import io.p2pcloud.launcher.hypervisor.LaunchOutcome.Started;
import io.p2pcloud.launcher.hypervisor.QmpHypervisor;
import io.p2pcloud.launcher.network.LoopbackPorts;
import io.p2pcloud.release.GuestLine;
import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// One boot of the bundle's guest on a disk of its own.
final class RealGuest implements AutoCloseable {
    static final Duration SOON = Duration.ofMinutes(3);
    private static final String IMAGE = "debian-13";
    private static final long DISK_BYTES = 2L << 30;
    private static final int MEMORY_MIB = 1024;
    private static final int BANDWIDTH_MBPS = 100;

    private final Path run;
    private final QmpHypervisor hypervisor;
    private final Guest guest;
    private final Path disk;

    private RealGuest(Path run, QmpHypervisor hypervisor, Guest guest, Path disk) {
        this.run = run;
        this.hypervisor = hypervisor;
        this.guest = guest;
        this.disk = disk;
    }

    /// Starts the machine; its agent waits for the first line then.
    ///
    /// @param folder for its disk and sockets; short, because of the sockets
    static RealGuest start(Path folder, BootBundle bundle) throws IOException {
        return start(folder, bundle, IMAGE);
    }

    /// @param imageId one that the bundle has
    static RealGuest start(Path folder, BootBundle bundle, String imageId) throws IOException {
        var disk = folder.resolve("data.raw");
        try (var file = new RandomAccessFile(disk.toFile(), "rw")) {
            file.setLength(DISK_BYTES);
        }
        var image = bundle.image(imageId).orElseThrow();
        var plan =
                new LaunchPlan(
                        GuestName.of(Bytes32.of(new byte[Bytes32.SIZE])),
                        "0x" + "0".repeat(64),
                        1,
                        1,
                        MEMORY_MIB,
                        new BootFiles(
                                bundle.kernel().path(),
                                bundle.initramfs().path(),
                                bundle.kernelCommandLine(image)),
                        List.of(
                                Disk.readOnly(GuestDisk.BASE.serial(), image.base().file().path()),
                                Disk.readOnly(
                                        GuestDisk.MODULES.serial(), bundle.modules().file().path()),
                                Disk.writable(GuestDisk.DATA.serial(), disk)),
                        List.of(ChannelName.KEY, ChannelName.LIFE),
                        List.of(PortForward.ssh(LoopbackPorts.unused())),
                        Accelerator.TCG,
                        BANDWIDTH_MBPS,
                        Optional.empty());
        var run = folder.resolve("run");
        var hypervisor = new QmpHypervisor(qemu(), run, InstantSource.system());
        return switch (hypervisor.start(plan)) {
            case Started(Guest guest) -> new RealGuest(run, hypervisor, guest, disk);
            case Refused(var reason, String sentence) -> {
                hypervisor.close();
                throw new IOException(reason + ": " + sentence);
            }
        };
    }

    GuestChannel key() throws IOException {
        return guest.open(ChannelName.KEY);
    }

    GuestChannel life() throws IOException {
        return guest.open(ChannelName.LIFE);
    }

    /// The key port's socket without any manners.
    SocketChannel rawKeyPort() throws IOException {
        var socket = run.resolve(guest.plan().name().value()).resolve(ChannelName.KEY.socketFile());
        return SocketChannel.open(UnixDomainSocketAddress.of(socket));
    }

    int sshPort() {
        return guest.plan().sshPort().orElseThrow();
    }

    Stopped awaitStopped() throws Exception {
        return guest.awaitStopped(SOON);
    }

    /// What the host can read of the machine: its serial port.
    String console() throws IOException {
        return Files.readString(guest.serialLog());
    }

    /// Whether the guest wrote anything at all to the tenant's disk.
    boolean diskIsUntouched() throws IOException {
        var block = new byte[1 << 20];
        try (var in = Files.newInputStream(disk)) {
            // The file system's first structures would be here.
            for (int i = 0; i < 256; i++) {
                Arrays.fill(block, (byte) 0);
                int read = in.readNBytes(block, 0, block.length);
                for (int at = 0; at < read; at++) {
                    if (block[at] != 0) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    /// All lines that the guest sends until the machine is gone.
    static List<GuestLine.FromGuest> rest(GuestChannel channel) throws Exception {
        var lines = new ArrayList<GuestLine.FromGuest>();
        while (true) {
            var line = next(channel);
            if (line.isEmpty()) {
                return lines;
            }
            lines.add(line.get());
        }
    }

    static Optional<GuestLine.FromGuest> next(GuestChannel channel) throws Exception {
        try {
            return Optional.of(GuestLine.parseFromGuest(channel.readLine(SOON)));
        } catch (EOFException _) {
            return Optional.empty();
        }
    }

    @Override
    public void close() throws IOException {
        guest.destroy();
        hypervisor.close();
    }

    private static Path qemu() {
        return Arrays.stream(System.getenv("PATH").split(":", -1))
                .map(folder -> Path.of(folder, "qemu-system-x86_64"))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow();
    }
}
