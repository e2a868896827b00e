package io.p2pcloud.launcher.hypervisor;

import io.p2pcloud.common.Json;
import io.p2pcloud.launcher.domain.Accelerator;
import io.p2pcloud.launcher.hypervisor.AcceleratorVerdict.Finding;
import java.io.IOException;
import java.lang.System.Logger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import tools.jackson.core.JacksonException;

/// Decides between KVM and translation by booting a real kernel under KVM. The verdict is kept in a
/// file: a good one until the host's kernel, QEMU or the guest's kernel changes; a bad one only
/// until the host restarts, because firmware settings may have been the cause.
public final class AcceleratorProbe {
    private static final Logger LOG = System.getLogger(AcceleratorProbe.class.getName());
    private static final Duration SILENCE = Duration.ofSeconds(10);
    private static final Duration TOTAL = Duration.ofSeconds(60);
    private static final int VERSION_TIMEOUT_SECONDS = 20;

    private final Path qemu;
    private final Path cache;
    private final Path system;
    private final Trial trial;

    /// Boots a kernel under KVM.
    @FunctionalInterface
    interface Trial {
        TrialBoot.Result boot(Path kernel) throws IOException, InterruptedException;
    }

    /// A verdict and what it holds for.
    record Kept(AcceleratorVerdict verdict, String versions, String hostBoot) {}

    /// @param qemu absolute path of `qemu-system-x86_64`
    /// @param cache the file that keeps the verdict, in a folder that exists
    public AcceleratorProbe(Path qemu, Path cache) {
        this(
                qemu,
                cache,
                Path.of("/"),
                kernel -> new TrialBoot(qemu, SILENCE, TOTAL).boot(kernel, Accelerator.KVM));
    }

    /// @param system the root under which /dev and /proc are read
    AcceleratorProbe(Path qemu, Path cache, Path system, Trial trial) {
        this.qemu = qemu;
        this.cache = cache;
        this.system = system;
        this.trial = trial;
    }

    /// Which accelerator guests of this kernel should use. Takes a second or two where KVM works,
    /// ten where it hangs, and none when the verdict is known.
    ///
    /// @param kernel the bzImage that guests boot
    /// @throws IOException when QEMU cannot be started
    public synchronized AcceleratorVerdict judge(Path kernel)
            throws IOException, InterruptedException {
        var device = system.resolve("dev/kvm");
        if (!Files.exists(device)) {
            return slow(
                    Finding.NO_DEVICE,
                    "There is no /dev/kvm: switch on AMD-V or VT-x in the firmware's settings.");
        }
        if (!Files.isReadable(device) || !Files.isWritable(device)) {
            return slow(
                    Finding.NO_PERMISSION,
                    "/dev/kvm cannot be opened: add your user to the group kvm and log in again.");
        }
        var versions = versions(kernel);
        var hostBoot = read("proc/sys/kernel/random/boot_id");
        var known = kept().filter(kept -> holds(kept, versions, hostBoot));
        if (known.isPresent()) {
            return known.get().verdict();
        }
        var verdict = verdict(trial.boot(kernel));
        keep(new Kept(verdict, versions, hostBoot));
        return verdict;
    }

    private static boolean holds(Kept kept, String versions, String hostBoot) {
        return kept.versions().equals(versions)
                && (kept.verdict().finding() == Finding.WORKS || kept.hostBoot().equals(hostBoot));
    }

    private static AcceleratorVerdict verdict(TrialBoot.Result result) {
        return switch (result) {
            case ARRIVED ->
                    new AcceleratorVerdict(
                            Accelerator.KVM,
                            Finding.WORKS,
                            "A kernel booted under KVM: servers run at full speed.");
            case SILENT ->
                    slow(
                            Finding.GUEST_HANGS,
                            "/dev/kvm opens, but a kernel started under it hangs, as on some nested"
                                    + " machines: use a host with real AMD-V or VT-x.");
            case GAVE_UP ->
                    slow(
                            Finding.GUEST_FAILS,
                            "/dev/kvm opens, but a kernel started under it fails: check the firmware's"
                                    + " virtualization settings and the system log.");
        };
    }

    private static AcceleratorVerdict slow(Finding finding, String why) {
        return new AcceleratorVerdict(
                Accelerator.TCG, finding, why + " Until then servers run in software, far slower.");
    }

    private String versions(Path kernel) throws IOException, InterruptedException {
        return String.join(
                "\n",
                read("proc/version"),
                qemuVersion(),
                Files.size(kernel) + " " + Files.getLastModifiedTime(kernel).toMillis());
    }

    private String qemuVersion() throws IOException, InterruptedException {
        var process =
                new ProcessBuilder(qemu.toString(), "--version").redirectErrorStream(true).start();
        try {
            var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(VERSION_TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("QEMU at %s does not tell its version".formatted(qemu));
            }
            return text.lines().findFirst().orElse("");
        } finally {
            process.destroy();
        }
    }

    private String read(String path) throws IOException {
        return Files.readString(system.resolve(path)).strip();
    }

    private Optional<Kept> kept() {
        try {
            return Optional.of(Json.mapper().readValue(Files.readString(cache), Kept.class));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException | JacksonException e) {
            LOG.log(Logger.Level.INFO, "the kept verdict about KVM is unreadable; probing anew");
            return Optional.empty();
        }
    }

    private void keep(Kept kept) throws IOException {
        var unfinished = cache.resolveSibling(cache.getFileName() + ".new");
        Files.writeString(unfinished, Json.writePretty(kept));
        Files.move(unfinished, cache, StandardCopyOption.ATOMIC_MOVE);
    }
}
