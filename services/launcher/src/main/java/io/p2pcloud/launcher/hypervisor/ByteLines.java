package io.p2pcloud.launcher.hypervisor;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Lines of UTF-8 over a unix socket or another byte channel, bounded in both directions. A reader
/// of its own fetches at most a few lines ahead and then leaves the rest to the sender, so that
/// nobody can fill this program's memory.
final class ByteLines implements GuestChannel {
    private static final int LINES_AHEAD = 8;
    private static final int BUFFER_BYTES = 16 << 10;

    private final ByteChannel channel;
    private final int maxLineBytes;
    private final BlockingQueue<Received> received = new ArrayBlockingQueue<>(LINES_AHEAD);
    private volatile boolean closed;

    private sealed interface Received {
        record Line(String text) implements Received {}

        record End(IOException cause) implements Received {}
    }

    private ByteLines(ByteChannel channel, int maxLineBytes) {
        this.channel = channel;
        this.maxLineBytes = maxLineBytes;
    }

    static ByteLines connect(Path path, int maxLineBytes) throws IOException {
        // Blocking I/O: connecting to a unix socket either succeeds or fails at once.
        return over(
                SocketChannel.open(UnixDomainSocketAddress.of(path)),
                path.getFileName().toString(),
                maxLineBytes);
    }

    /// @param channel blocking, and from now on this object's
    static ByteLines over(ByteChannel channel, String name, int maxLineBytes) {
        var lines = new ByteLines(channel, maxLineBytes);
        Thread.ofVirtual().name("lines of " + name).start(lines::receive);
        return lines;
    }

    @Override
    public String readLine(Duration timeout) throws IOException, InterruptedException {
        var next = received.poll(timeout.toNanos(), TimeUnit.NANOSECONDS);
        return switch (next) {
            case null -> throw new SocketTimeoutException("no line came within " + timeout);
            case Received.Line(var text) -> text;
            case Received.End end -> {
                // Put back for whoever asks next; the queue is empty, the reader has ended.
                received.add(end);
                throw failure(end.cause());
            }
        };
    }

    @Override
    public void writeLine(String line, Duration timeout) throws IOException, InterruptedException {
        var bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
        if (line.indexOf('\n') >= 0 || bytes.length - 1 > maxLineBytes) {
            throw new IllegalArgumentException(
                    "a line has no newline and at most " + maxLineBytes + " bytes");
        }
        var write = new FutureTask<>(() -> send(ByteBuffer.wrap(bytes)));
        Thread.ofVirtual().start(write);
        try {
            write.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            close();
            throw new SocketTimeoutException("the line was not taken within " + timeout);
        } catch (ExecutionException e) {
            close();
            throw e.getCause() instanceof IOException io ? failure(io) : new IOException(e);
        }
    }

    @Override
    public void close() {
        closed = true;
        closeChannel();
        // Makes room for the reader, which may wait to hand over a line that nobody wants now.
        received.clear();
    }

    private void closeChannel() {
        try {
            channel.close();
        } catch (IOException e) {
            System.getLogger(ByteLines.class.getName())
                    .log(System.Logger.Level.DEBUG, "a channel did not close cleanly", e);
        }
    }

    private int send(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        return bytes.limit();
    }

    private void receive() {
        try {
            var end = receiveLines();
            closeChannel();
            received.put(new Received.End(end));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private IOException receiveLines() throws InterruptedException {
        var line = new byte[Math.min(maxLineBytes, BUFFER_BYTES)];
        int length = 0;
        var buffer = ByteBuffer.allocate(BUFFER_BYTES);
        try {
            while (channel.read(buffer.clear()) >= 0) {
                buffer.flip();
                while (buffer.hasRemaining() && !closed) {
                    byte next = buffer.get();
                    if (next == '\n') {
                        received.put(new Received.Line(text(line, length)));
                        length = 0;
                    } else if (length == maxLineBytes) {
                        return new IOException("a line of more than " + maxLineBytes + " bytes");
                    } else {
                        if (length == line.length) {
                            line = Arrays.copyOf(line, Math.min(maxLineBytes, 2 * length));
                        }
                        line[length++] = next;
                    }
                }
            }
            return new EOFException("the other end is gone");
        } catch (CharacterCodingException e) {
            return new IOException("a line that is not UTF-8", e);
        } catch (IOException e) {
            return e;
        }
    }

    private static String text(byte[] line, int length) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(line, 0, length))
                .toString();
    }

    /// A fresh exception for each caller, of the same kind.
    private static IOException failure(IOException cause) {
        return switch (cause) {
            case EOFException _ -> new EOFException("the other end is gone");
            case SocketTimeoutException _ -> new SocketTimeoutException(cause.getMessage());
            default -> new IOException(cause.getMessage(), cause);
        };
    }
}
