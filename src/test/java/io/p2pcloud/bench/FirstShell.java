package io.p2pcloud.bench;

import io.p2pcloud.common.Json;
import io.p2pcloud.journey.RequiredTools;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/// Seconds from a user's confirmation to a shell in his new server, by the whole product, over a
/// raw boot of the same machine: kernel, initramfs, images, processors, memory and work in the
/// guest (which formats its disk) are the same, but the key lies in the initramfs and nobody is
/// asked. Each launch runs in a program started for it, as a user's first one does.
///
/// Between two machines there is as much time before a raw boot as before a launch: where memory
/// that lies unused goes back to the computer underneath, a machine started right after another one
/// would have an easier start.
final class FirstShell {
    private static final int PAIRS = 3;

    private FirstShell() {}

    /// @param args how many pairs, three when left out
    static void main(String[] args) throws Exception {
        int pairs = args.length > 0 ? Integer.parseInt(args[0]) : PAIRS;
        RequiredTools.check();
        var ours = new double[pairs];
        var raw = new double[pairs];
        for (int i = 0; i < pairs; i++) {
            var folder = Files.createTempDirectory("p2p");
            try {
                var launch = launch(folder);
                ours[i] = launch.path("seconds").asDouble();
                System.err.println("first-shell " + launch.path("phases"));
                System.err.println("first-shell " + launch.path("console").asString());
                var command =
                        StreamSupport.stream(launch.path("qemu").spliterator(), false)
                                .map(word -> word.asString())
                                .toList();
                var boot =
                        new RawBoot(
                                command,
                                launch.path("diskGib").asInt(),
                                Files.createDirectory(folder.resolve("raw")));
                TimeUnit.MILLISECONDS.sleep((long) (1000 * launch.path("before").asDouble()));
                raw[i] = boot.secondsToBanner();
                System.err.printf(
                        "first-shell product %.2f s, raw boot %.2f s: %s%n",
                        ours[i], raw[i], boot.phases());
            } finally {
                RequiredTools.delete(folder);
            }
        }
        Figures.printPairs("first-shell", ours, "s", "raw-boot", raw);
    }

    private static JsonNode launch(Path folder) throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
        // As bin/p2pcloud starts it.
        command.addAll(
                List.of(
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-Djava.awt.headless=true",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xms48m",
                        "-Xmx640m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FirstLaunch.class.getName(),
                        folder.toString()));
        var child =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        var told = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (child.waitFor() != 0) {
            throw new IOException("the launch failed");
        }
        return Json.parse(told);
    }
}
