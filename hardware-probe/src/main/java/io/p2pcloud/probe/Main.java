package io.p2pcloud.probe;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/// Prints this machine's inventory as JSON: `java -cp ... io.p2pcloud.probe.Main [FOLDER]`, where
/// FOLDER (the home folder when missing) is where the servers' disks would lie.
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        if (arguments.length > 1) {
            fail("give one folder, or none for the home folder");
            return;
        }
        var folder = arguments.length == 1 ? arguments[0] : System.getProperty("user.home");
        try {
            var json =
                    InventoryJson.write(HardwareProbe.ofThisMachine().inventory(Path.of(folder)));
            System.out.write((json + "\n").getBytes(StandardCharsets.UTF_8));
            System.out.flush();
        } catch (IOException | InvalidPathException e) {
            fail("the disk of %s cannot be read: %s".formatted(folder, e.getMessage()));
        }
    }

    private static void fail(String sentence) {
        System.err.println("probe: " + sentence);
        System.exit(2);
    }
}
