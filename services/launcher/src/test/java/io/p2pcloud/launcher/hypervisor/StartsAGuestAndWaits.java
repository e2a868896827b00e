package io.p2pcloud.launcher.hypervisor;

import io.p2pcloud.launcher.domain.GuestName;
import io.p2pcloud.launcher.domain.PortForward;
import io.p2pcloud.launcher.network.LoopbackPorts;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;

/// A program of its own, for the test that kills it.
final class StartsAGuestAndWaits {
    private StartsAGuestAndWaits() {}

    /// Starts the program; it prints one line once the guest runs.
    static Process program(Path qemu, Path root, Path folder, Path data, GuestName name)
            throws IOException {
        return new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty(
                                "surefire.test.class.path", System.getProperty("java.class.path")),
                        StartsAGuestAndWaits.class.getName(),
                        qemu.toString(),
                        root.toString(),
                        folder.toString(),
                        data.toString(),
                        name.value())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    public static void main(String[] arguments) throws Exception {
        var folder = Path.of(arguments[2]);
        var plan =
                RealQemu.plan(
                        folder,
                        Path.of(arguments[3]),
                        new GuestName(arguments[4]),
                        TinyKernel.Act.HALT,
                        PortForward.ssh(LoopbackPorts.unused()));
        try (var hypervisor =
                new QmpHypervisor(
                        Path.of(arguments[0]), Path.of(arguments[1]), InstantSource.system())) {
            System.out.println(
                    hypervisor.start(plan) instanceof LaunchOutcome.Started
                            ? "started"
                            : "refused");
            Thread.sleep(Duration.ofMinutes(5));
        }
    }
}
