package io.p2pcloud.launcher.hypervisor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The QEMU process of one run folder. It is recognised by the whole argument that names the
/// folder's control socket, in a process of this user, so a reused process number is never taken
/// for it; the handle itself refuses a process that started later.
final class QemuProcess {
    private static final Duration POLL = Duration.ofMillis(10);

    private final ProcessHandle handle;
    private final String identity;

    private QemuProcess(ProcessHandle handle, String identity) {
        this.handle = handle;
        this.identity = identity;
    }

    /// Starts QEMU in a session of its own, so that neither the end of this program nor a key
    /// pressed in its terminal ends the guest.
    ///
    /// @throws IOException when the program cannot be started
    static Process start(Path qemu, List<String> arguments, RunFolder folder) throws IOException {
        var command = new ArrayList<>(List.of("setsid", qemu.toString()));
        command.addAll(arguments);
        var builder = new ProcessBuilder(command);
        // Nothing of this program's surroundings is the guest's business; messages in English.
        builder.environment().keySet().retainAll(List.of("PATH"));
        builder.environment().putAll(Map.of("LC_ALL", "C"));
        return builder.directory(Path.of("/").toFile())
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.errorLog().toFile())
                .start();
    }

    static QemuProcess of(Process child, RunFolder folder) {
        return new QemuProcess(child.toHandle(), QemuCommand.identity(folder));
    }

    /// The process that serves this folder's control socket, if there is one.
    static Optional<QemuProcess> find(RunFolder folder) {
        var identity = QemuCommand.identity(folder);
        return ProcessHandle.allProcesses()
                .filter(handle -> isQemu(handle.pid(), identity))
                .findFirst()
                .map(handle -> new QemuProcess(handle, identity));
    }

    long pid() {
        return handle.pid();
    }

    /// Processor time that it used, if it runs.
    Optional<Duration> cpu() {
        return handle.info().totalCpuDuration();
    }

    /// Whether it runs; a process that ended and was not yet collected by its parent does not.
    boolean runs() {
        return isQemu(handle.pid(), identity);
    }

    /// @return whether it ended within `timeout`
    boolean awaitEnd(Duration timeout) throws InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (runs()) {
            if (System.nanoTime() - deadline > 0) {
                return false;
            }
            Thread.sleep(POLL);
        }
        return true;
    }

    void kill() {
        if (runs()) {
            handle.destroyForcibly();
        }
    }

    private static boolean isQemu(long pid, String identity) {
        var process = Path.of("/proc", Long.toString(pid));
        try {
            var words =
                    Files.readString(process.resolve("cmdline"), StandardCharsets.UTF_8)
                            .split("\0");
            return List.of(words).contains(identity)
                    && Files.getOwner(process).equals(Files.getOwner(Path.of("/proc/self")));
        } catch (IOException | UncheckedIOException e) {
            return false;
        }
    }
}
