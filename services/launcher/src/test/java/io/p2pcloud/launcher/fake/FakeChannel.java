package io.p2pcloud.launcher.fake;

import io.p2pcloud.launcher.hypervisor.GuestChannel;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// Two ends of one channel in memory.
final class FakeChannel {
    /// Stands in a queue for the end of the guest; no line can hold a newline.
    private static final String END = "\n";

    private final BlockingQueue<String> toHost = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> toGuest = new LinkedBlockingQueue<>();

    GuestChannel hostEnd() {
        return new End(toHost, toGuest);
    }

    GuestChannel guestEnd() {
        return new End(toGuest, toHost);
    }

    void end() {
        toHost.add(END);
        toGuest.add(END);
    }

    private record End(BlockingQueue<String> incoming, BlockingQueue<String> outgoing)
            implements GuestChannel {
        @Override
        public String readLine(Duration timeout) throws IOException, InterruptedException {
            var line = incoming.poll(timeout.toNanos(), TimeUnit.NANOSECONDS);
            if (line == null) {
                throw new SocketTimeoutException("no line within " + timeout);
            }
            if (line.equals(END)) {
                incoming.add(END);
                throw new EOFException("the guest is gone");
            }
            return line;
        }

        @Override
        public void writeLine(String line, Duration timeout) {
            if (line.indexOf('\n') >= 0) {
                throw new IllegalArgumentException("a line has no newline of its own");
            }
            outgoing.add(line);
        }

        @Override
        public void close() {}
    }
}
