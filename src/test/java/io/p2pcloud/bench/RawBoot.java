package io.p2pcloud.bench;

import io.p2pcloud.common.Address;
import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.common.FirstBoot;
import io.p2pcloud.common.Tier;
import io.p2pcloud.launcher.network.LoopbackPorts;
import io.p2pcloud.release.DiskKey;
import io.p2pcloud.release.LeaseBoot;
import io.p2pcloud.release.SealedPayload;
import io.p2pcloud.release.SshHostKey;
import io.p2pcloud.release.VolumeIdentity;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A machine as the product started it, by the same words to QEMU, but alone: the agent finds its
/// payload in the initramfs and asks nobody.
final class RawBoot {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration PAUSE = Duration.ofMillis(10);
    private static final String LISTENING = "LISTENING";
    private static final Pattern FORWARD = Pattern.compile("hostfwd=tcp:127\\.0\\.0\\.1:(\\d+)-");
    private static final Pattern IMAGE =
            Pattern.compile("\"filename\":\"([^\"]*/volumes/[^\"]*)\"");
    private static final Pattern LOG =
            Pattern.compile("id=serial0,append=on,path=(.*)/serial\\.log");

    private final Path folder;
    private final int port;
    private final List<String> command = new ArrayList<>();

    /// @param product the words that started the product's machine, whose disk has `diskGib`
    RawBoot(List<String> product, int diskGib, Path folder) throws IOException {
        this.folder = folder;
        port = LoopbackPorts.unused();
        var all = String.join("\0", product);
        var disk = folder.resolve("data.raw");
        var image = first(IMAGE, all);
        var initramfs = initramfs(Path.of(product.get(product.indexOf("-initrd") + 1)));
        var run = first(LOG, all);
        for (int i = 0; i < product.size(); i++) {
            switch (product.get(i)) {
                // Held and driven over a control socket: this one runs at once.
                case "-S" -> {}
                case "-qmp" -> i++;
                case "-initrd" -> {
                    command.add("-initrd");
                    command.add(initramfs.toString());
                    i++;
                }
                default ->
                        command.add(
                                product.get(i)
                                        .replace(image, disk.toString())
                                        .replace(run, folder.toString())
                                        .replaceAll(
                                                FORWARD.pattern(),
                                                "hostfwd=tcp:127.0.0.1:" + port + "-"));
            }
        }
        try (var file = new RandomAccessFile(disk.toFile(), "rw")) {
            file.setLength((long) diskGib << 30);
        }
    }

    double secondsToBanner() throws IOException, InterruptedException {
        long start = System.nanoTime();
        var qemu = new ProcessBuilder(command).inheritIO().start();
        try {
            awaitListening(qemu);
            awaitBanner();
            return (System.nanoTime() - start) / 1e9;
        } finally {
            qemu.destroyForcibly().waitFor();
        }
    }

    /// What the machine's console says.
    String phases() throws IOException {
        return String.join(", ", Files.readAllLines(folder.resolve("serial.log")));
    }

    /// The machine says on its life port that its SSH listens, as the product hears it: knocking at
    /// a machine that still starts costs it a process each time.
    private void awaitListening(Process qemu) throws IOException, InterruptedException {
        var address = UnixDomainSocketAddress.of(folder.resolve("life.0.sock"));
        while (!Files.exists(address.getPath())) {
            if (qemu.waitFor(PAUSE)) {
                throw new IOException("QEMU ended");
            }
        }
        try (var channel = SocketChannel.open(address);
                var watchdog = Executors.newSingleThreadScheduledExecutor()) {
            var _ =
                    watchdog.schedule(
                            qemu::destroyForcibly, PATIENCE.toSeconds(), TimeUnit.SECONDS);
            var seen = ByteBuffer.allocate(LISTENING.length());
            while (seen.hasRemaining()) {
                if (channel.read(seen) < 0) {
                    throw new IOException("the raw boot gave no shell: " + phases());
                }
            }
            watchdog.shutdownNow();
            if (!new String(seen.array(), StandardCharsets.US_ASCII).equals(LISTENING)) {
                throw new IOException("the raw boot said nonsense");
            }
        }
    }

    private void awaitBanner() throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            var seen = socket.getInputStream().readNBytes(4);
            if (!new String(seen, StandardCharsets.US_ASCII).equals("SSH-")) {
                throw new IOException("the raw boot's SSH said nonsense: " + phases());
            }
        }
    }

    private Path initramfs(Path product) throws IOException {
        var lease = "07".repeat(32);
        var market = "5a".repeat(20);
        var random = new SecureRandom();
        var key = new byte[DiskKey.SIZE];
        random.nextBytes(key);
        var payload =
                new SealedPayload(
                        new LeaseBoot(
                                1, Address.ofHex("0x" + market), Bytes32.ofHex("0x" + lease), 1),
                        new VolumeIdentity(Bytes32.ofHex("0x" + lease), 1, Tier.STANDARD),
                        new DiskKey(Bytes.of(key)),
                        true,
                        false,
                        "raw",
                        SshHostKey.generate(random),
                        List.of("ssh-ed25519 " + "A".repeat(68)),
                        FirstBoot.NONE,
                        List.of(URI.create("http://10.0.2.2:9/")),
                        Duration.ofSeconds(5));
        // The kernel unpacks one archive after the other, later files in place of earlier ones.
        var whole = folder.resolve("initramfs.img");
        Files.copy(product, whole);
        Files.write(
                whole,
                new Cpio()
                        .file("init", 0755, Files.readAllBytes(program(product)))
                        .file(
                                "boot",
                                0600,
                                "1 %s %s 1"
                                        .formatted(market, lease)
                                        .getBytes(StandardCharsets.US_ASCII))
                        .file("payload", 0600, payload.toBytes().toArray())
                        .end(),
                StandardOpenOption.APPEND);
        return whole;
    }

    /// The agent's own steps without its talk with the tenant, which the guest's build leaves
    /// beside the initramfs that it made.
    private static Path program(Path initramfs) throws IOException {
        var stages = initramfs.toRealPath().resolveSibling("../stages").normalize();
        try (var made = Files.newDirectoryStream(stages, "initramfs-*")) {
            for (var stage : made) {
                var program = stage.resolve("raw-boot");
                if (Files.exists(program)
                        && Files.mismatch(stage.resolve("initramfs.img"), initramfs) < 0) {
                    return program;
                }
            }
        }
        throw new IOException("no raw boot was built with " + initramfs);
    }

    private static String first(Pattern pattern, String text) throws IOException {
        for (var word : text.split("\0", -1)) {
            Matcher found = pattern.matcher(word);
            if (found.find()) {
                return found.group(1);
            }
        }
        throw new IOException("QEMU was started without " + pattern);
    }
}
