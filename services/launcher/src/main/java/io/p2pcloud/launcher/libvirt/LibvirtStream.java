package io.p2pcloud.launcher.libvirt;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A stream of libvirt's as a blocking byte channel: a guest's virtio-serial port or its console,
/// wherever the guest runs. Bytes are fetched on the event loop's thread, a bounded number ahead.
final class LibvirtStream implements ByteChannel {
    private static final int NONBLOCK = 1;
    private static final int READABLE = 1;
    private static final int WRITABLE = 2;
    private static final int WOULD_BLOCK = -2;
    private static final int CHUNK = 16 << 10;
    private static final int CHUNKS_AHEAD = 8;
    private static final long FULL_LOOK_AGAIN_MILLIS = 200;

    private final NativeLibvirt library;
    private final String where;
    private final MemorySegment stream;
    private final MemorySegment number;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<ByteBuffer> received = new ArrayDeque<>();
    private @Nullable IOException failure;
    private boolean ended;
    private boolean closed;
    private boolean wantsWritable;
    private int watched = READABLE;

    /// Attaches a stream to something of a guest's.
    @FunctionalInterface
    interface Opening {
        /// @return negative when libvirt refused
        int open(MemorySegment stream);
    }

    private LibvirtStream(NativeLibvirt library, String where, MemorySegment stream) {
        this.library = library;
        this.where = where;
        this.stream = stream;
        number = EventLoop.listen(this::happened);
    }

    /// To be called on a thread of libvirt's.
    static LibvirtStream open(
            NativeLibvirt library, String where, MemorySegment connection, Opening opening)
            throws LibvirtException {
        var stream = library.some(where, library.streamNew.pointer(connection, NONBLOCK));
        try {
            library.done(where, opening.open(stream));
        } catch (LibvirtException e) {
            library.streamFree.run(stream);
            throw e;
        }
        var channel = new LibvirtStream(library, where, stream);
        int watching =
                library.streamWatch.number(
                        stream, READABLE, EventLoop.ON_STREAM, channel.number, MemorySegment.NULL);
        if (watching < 0) {
            var failed = library.failure(where);
            channel.release();
            throw failed;
        }
        return channel;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        lock.lock();
        try {
            while (received.isEmpty() && !ended && !closed) {
                changed.awaitUninterruptibly();
            }
            if (closed) {
                throw new ClosedChannelException();
            }
            var next = received.peek();
            if (next == null) {
                if (failure != null) {
                    throw new IOException(failure.getMessage(), failure);
                }
                return -1;
            }
            int count = Math.min(target.remaining(), next.remaining());
            target.put(next.slice(next.position(), count));
            next.position(next.position() + count);
            if (!next.hasRemaining()) {
                received.remove();
                changed.signalAll();
                watchAgain();
            }
            return count;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        int written = 0;
        while (source.hasRemaining()) {
            int sent = send(source);
            if (sent == WOULD_BLOCK) {
                awaitWritable();
            } else {
                source.position(source.position() + sent);
                written += sent;
            }
        }
        return written;
    }

    @Override
    public boolean isOpen() {
        lock.lock();
        try {
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        try {
            NativeLibvirt.call(() -> {
                library.streamUnwatch.run(stream);
                release();
                return true;
            });
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void release() {
        EventLoop.forget(number);
        library.streamAbort.run(stream);
        library.streamFree.run(stream);
    }

    private int send(ByteBuffer source) throws IOException {
        var bytes = new byte[Math.min(source.remaining(), CHUNK)];
        source.get(source.position(), bytes);
        try {
            return NativeLibvirt.call(() -> {
                try (var arena = Arena.ofConfined()) {
                    var copy = arena.allocateFrom(ValueLayout.JAVA_BYTE, bytes);
                    lock.lock();
                    try {
                        if (closed) {
                            throw new IOException("the channel was closed");
                        }
                        int sent = library.streamSend.number(stream, copy, (long) bytes.length);
                        return sent == WOULD_BLOCK ? sent : library.done(where, sent);
                    } finally {
                        lock.unlock();
                    }
                }
            });
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClosedChannelException();
        }
    }

    private void awaitWritable() throws IOException {
        lock.lock();
        try {
            wantsWritable = true;
            watchAgain();
            while (wantsWritable && !closed && !ended) {
                changed.await(FULL_LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
            }
            if (closed || ended) {
                throw new ClosedChannelException();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClosedChannelException();
        } finally {
            lock.unlock();
        }
    }

    /// On the event loop's thread.
    private void happened(int events) {
        lock.lock();
        try {
            if (closed || ended) {
                return;
            }
            if ((events & WRITABLE) != 0) {
                wantsWritable = false;
            }
            if ((events & ~WRITABLE) != 0) {
                receive();
            }
            changed.signalAll();
            watchAgain();
        } finally {
            lock.unlock();
        }
    }

    private void receive() {
        try (var arena = Arena.ofConfined()) {
            var buffer = arena.allocate(CHUNK);
            while (received.size() < CHUNKS_AHEAD) {
                int count = library.streamReceive.number(stream, buffer, (long) CHUNK);
                if (count == WOULD_BLOCK) {
                    return;
                }
                if (count <= 0) {
                    ended = true;
                    failure = count == 0 ? null : library.failure(where);
                    return;
                }
                received.add(
                        ByteBuffer.wrap(buffer.asSlice(0, count).toArray(ValueLayout.JAVA_BYTE)));
            }
        }
    }

    /// Asks for the events that can be used now; while no more bytes are wanted, for none of them.
    private void watchAgain() {
        int wanted = received.size() < CHUNKS_AHEAD && !ended ? READABLE : 0;
        wanted |= wantsWritable ? WRITABLE : 0;
        if (wanted != watched && !closed) {
            watched = wanted;
            library.streamRewatch.run(stream, wanted);
        }
    }
}
