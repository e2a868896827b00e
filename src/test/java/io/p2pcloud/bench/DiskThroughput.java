package io.p2pcloud.bench;

import io.p2pcloud.journey.RequiredTools;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;

/// How fast a server's disk is to its user, over plain dm-crypt set up by hand in the same machine
/// on the same blocks of the same virtual disk: between them lie the product's file systems and the
/// way in which the agent opened the disk. Writing is sequential and ends with fsync; writing and
/// reading are direct on both sides. Written once more through the kernel's cache, again on both
/// sides: a copy that an emulated processor feels, and that a bare device pays more for.
final class DiskThroughput {
    private static final int PAIRS = 24;

    private DiskThroughput() {}

    /// @param args how many pairs, twenty-four when left out
    static void main(String[] args) throws Exception {
        int pairs = args.length > 0 ? Integer.parseInt(args[0]) : PAIRS;
        RequiredTools.check();
        var folder = Files.createTempDirectory("p2p");
        try (var first = FirstServer.prepare(folder.resolve("d"))) {
            var server = first.launch().id();
            try {
                var told =
                        first.run(
                                server,
                                "perl - %d 2>&1 << 'SCRIPT'%n%sSCRIPT%n"
                                        .formatted(pairs, script()));
                System.err.print(told);
                print("disk-write", "write", told);
                print("disk-read", "read", told);
                print("disk-write-cached", "cached", told);
            } finally {
                first.end(server);
            }
        } finally {
            RequiredTools.delete(folder);
        }
        System.exit(0);
    }

    private static void print(String name, String what, String told) throws IOException {
        Figures.printPairs(
                name,
                megabytesPerSecond(told, what + " file "),
                "MB/s",
                "plain-dm-crypt-" + what,
                megabytesPerSecond(told, what + " hand "));
    }

    private static double[] megabytesPerSecond(String told, String line) throws IOException {
        var speeds =
                told.lines()
                        .filter(each -> each.startsWith(line))
                        .map(each -> each.substring(line.length()).split(" ", 2))
                        .mapToDouble(words ->
                                Double.parseDouble(words[0]) / 1e6 / Double.parseDouble(words[1]))
                        .toArray();
        if (speeds.length == 0) {
            throw new IOException("the server measured nothing: " + told);
        }
        System.err.println(line + "MB/s " + Arrays.toString(speeds));
        return speeds;
    }

    private static String script() throws IOException {
        try (var source = DiskThroughput.class.getResourceAsStream("disk.pl")) {
            if (source == null) {
                throw new IOException("disk.pl is missing");
            }
            return new String(source.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
