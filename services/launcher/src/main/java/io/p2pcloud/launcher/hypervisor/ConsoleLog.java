package io.p2pcloud.launcher.hypervisor;

import java.io.IOException;
import java.lang.System.Logger;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/// Writes what a guest says on its serial port to a file of bounded size, while the stream lasts.
final class ConsoleLog implements AutoCloseable {
    private static final Logger LOG = System.getLogger(ConsoleLog.class.getName());
    private static final int CHUNK = 16 << 10;

    private final ByteChannel console;
    private final Path log;

    private ConsoleLog(ByteChannel console, Path log) {
        this.console = console;
        this.log = log;
    }

    /// @param console blocking, and from now on this object's
    static ConsoleLog keep(ByteChannel console, Path log) throws IOException {
        if (!Files.exists(log)) {
            Files.createFile(
                    log,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
        }
        var keeper = new ConsoleLog(console, log);
        Thread.ofVirtual().name("console of " + log).start(keeper::copy);
        return keeper;
    }

    @Override
    public void close() {
        try {
            console.close();
        } catch (IOException e) {
            LOG.log(Logger.Level.DEBUG, "a console did not close cleanly", e);
        }
    }

    private void copy() {
        var buffer = ByteBuffer.allocate(CHUNK);
        try (var file =
                FileChannel.open(log, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            while (console.read(buffer.clear()) >= 0) {
                buffer.flip();
                while (buffer.hasRemaining()) {
                    file.write(buffer);
                }
                SerialLog.rotate(log);
            }
        } catch (IOException e) {
            LOG.log(Logger.Level.DEBUG, "the console of " + log + " ended", e);
        }
    }
}
