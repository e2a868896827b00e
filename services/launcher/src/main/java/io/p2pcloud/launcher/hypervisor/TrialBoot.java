package io.p2pcloud.launcher.hypervisor;

import io.p2pcloud.launcher.domain.Accelerator;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Boots a kernel with nothing else, which must get as far as missing its root file system.
///
/// Opening /dev/kvm proves nothing: there are hosts (with paravirtual nesting) where it opens and
/// even small real-mode programs run, while no ordinary kernel ever starts.
final class TrialBoot {
    /// What Linux prints when it has set itself up and finds nothing to mount.
    private static final String ARRIVED = "Kernel panic";

    private static final int MAX_OUTPUT = 1 << 20;
    private static final Duration POLL = Duration.ofMillis(20);

    private final Path qemu;
    private final Duration silence;
    private final Duration total;

    /// How a trial ended.
    enum Result {
        ARRIVED,
        SILENT,
        GAVE_UP
    }

    /// @param silence how long the kernel may print nothing
    /// @param total how long the trial may last
    TrialBoot(Path qemu, Duration silence, Duration total) {
        this.qemu = qemu;
        this.silence = silence;
        this.total = total;
    }

    /// @throws IOException when QEMU cannot be started at all
    Result boot(Path kernel, Accelerator accelerator) throws IOException, InterruptedException {
        var child = new ProcessBuilder(command(kernel, accelerator)).redirectErrorStream(true);
        child.redirectInput(Path.of("/dev/null").toFile());
        var process = child.start();
        try {
            var output = new Output();
            var reader =
                    Thread.ofVirtual()
                            .name("trial boot")
                            .start(() -> output.drain(process.getInputStream()));
            var result = watch(process, output, reader);
            System.getLogger(TrialBoot.class.getName())
                    .log(System.Logger.Level.DEBUG, "trial boot: " + result + "\n" + output.text());
            return result;
        } finally {
            // SIGTERM, which `timeout` passes on and follows up with SIGKILL.
            process.destroy();
        }
    }

    private List<String> command(Path kernel, Accelerator accelerator) {
        // `timeout` ends QEMU also when this program is killed meanwhile.
        var command = new ArrayList<>(List.of("timeout", "--kill-after=2"));
        command.add(Long.toString(total.toSeconds() + 5));
        command.add(qemu.toString());
        command.addAll(
                switch (accelerator) {
                    case KVM -> List.of("-accel", "kvm", "-cpu", "host");
                    case TCG -> List.of("-accel", "tcg,thread=multi", "-cpu", "max");
                });
        command.addAll(List.of("-machine", "q35", "-m", "256M", "-smp", "2"));
        command.addAll(List.of("-no-user-config", "-nodefaults", "-display", "none", "-no-reboot"));
        command.addAll(List.of("-chardev", "stdio,id=serial0,signal=off", "-serial"));
        command.addAll(List.of("chardev:serial0", "-sandbox", QemuCommand.SANDBOX));
        command.addAll(List.of("-kernel", kernel.toString()));
        command.addAll(List.of("-append", "console=ttyS0 earlyprintk=serial,ttyS0 panic=-1"));
        return command;
    }

    private Result watch(Process process, Output output, Thread reader)
            throws InterruptedException {
        long start = System.nanoTime();
        while (true) {
            boolean ended = process.waitFor(POLL);
            if (ended) {
                reader.join(silence);
            }
            if (output.text().contains(ARRIVED)) {
                return Result.ARRIVED;
            }
            if (ended) {
                return Result.GAVE_UP;
            }
            long now = System.nanoTime();
            if (now - output.last() > silence.toNanos() || now - start > total.toNanos()) {
                return Result.SILENT;
            }
        }
    }

    /// What the kernel printed so far, and when.
    private static final class Output {
        private final StringBuilder text = new StringBuilder();
        private long last = System.nanoTime();

        void drain(InputStream from) {
            var buffer = new byte[4096];
            try {
                int count = from.read(buffer);
                while (count >= 0) {
                    append(new String(buffer, 0, count, StandardCharsets.ISO_8859_1));
                    count = from.read(buffer);
                }
            } catch (IOException e) {
                append("\n" + e.getMessage());
            }
        }

        private synchronized void append(String more) {
            if (text.length() < MAX_OUTPUT) {
                text.append(more);
            }
            last = System.nanoTime();
        }

        synchronized String text() {
            return text.toString();
        }

        synchronized long last() {
            return last;
        }
    }
}
