package io.p2pcloud.launcher.storage;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The disk of this computer. Java cannot ask how much a sparse file occupies, so coreutils' `stat`
/// is asked, once for all files.
public final class SystemDisk implements HostDisk {
    private static final int TIMEOUT_SECONDS = 20;

    @Override
    public long freeBytes(Path folder) throws IOException {
        return Files.getFileStore(folder).getUsableSpace();
    }

    @Override
    public long occupiedBytes(List<Path> files) throws IOException {
        if (files.isEmpty()) {
            return 0;
        }
        var command = new ArrayList<>(List.of("stat", "--format=%b %B", "--"));
        files.forEach(file -> command.add(file.toAbsolutePath().toString()));
        var process =
                new ProcessBuilder(command)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                        .start();
        try {
            var text =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException("stat could not tell what the volumes occupy");
            }
            return text.lines().mapToLong(SystemDisk::bytes).sum();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while asking what the volumes occupy", e);
        } finally {
            process.destroy();
        }
    }

    private static long bytes(String line) {
        int space = line.indexOf(' ');
        return Math.multiplyExact(
                Long.parseLong(line.substring(0, space)),
                Long.parseLong(line.substring(space + 1)));
    }
}
