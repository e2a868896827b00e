package io.p2pcloud.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A locked file that names its holder's process id. The file stays when the lock goes: deleting it
/// would let two processes lock two files of one name.
final class LockFile implements AutoCloseable {
    /// The locked byte, far behind the process id, so that the id can be read on systems whose
    /// locks forbid reading.
    private static final long LOCKED = 1 << 20;

    /// The lock files of this process. A POSIX lock belongs to the process, and closing **any**
    /// channel on the file frees it (fcntl(2), "Record locking"), so that this process must not
    /// even open a file that it has locked: hence this one table a process.
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;
    private final FileLock lock;

    private LockFile(Path file, FileChannel channel, FileLock lock) {
        this.file = file;
        this.channel = channel;
        this.lock = lock;
    }

    /// Either the lock or who has it.
    sealed interface Result {}

    record Taken(LockFile lock) implements Result {}

    record Held(OptionalLong pid) implements Result {}

    /// @param file in a folder that exists, as a real path
    static Result take(Path file) {
        if (!HELD.add(file)) {
            return new Held(OptionalLong.of(ProcessHandle.current().pid()));
        }
        boolean taken = false;
        try {
            OwnerOnly.file(file);
            var channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
            var lock = channel.tryLock(LOCKED, 1, false);
            if (lock == null) {
                channel.close();
                return new Held(pidIn(file));
            }
            channel.truncate(0);
            channel.write(
                    ByteBuffer.wrap(
                            Long.toString(ProcessHandle.current().pid())
                                    .getBytes(StandardCharsets.US_ASCII)));
            taken = true;
            return new Taken(new LockFile(file, channel, lock));
        } catch (IOException e) {
            throw Failures.of("lock " + file, e);
        } finally {
            if (!taken) {
                HELD.remove(file);
            }
        }
    }

    @Override
    public void close() {
        if (!lock.isValid()) {
            return;
        }
        try (channel) {
            channel.truncate(0);
            lock.release();
        } catch (IOException e) {
            throw Failures.of("unlock " + file, e);
        } finally {
            HELD.remove(file);
        }
    }

    private static OptionalLong pidIn(Path file) throws IOException {
        var text = Files.readString(file, StandardCharsets.US_ASCII).strip();
        return text.matches("[0-9]{1,18}")
                ? OptionalLong.of(Long.parseLong(text))
                : OptionalLong.empty();
    }
}
