package io.p2pcloud.provider;

import io.p2pcloud.launcher.hypervisor.GuestChannel;
import io.p2pcloud.release.FatalCode;
import io.p2pcloud.release.GuestLine;
import java.io.IOException;
import java.time.Duration;

/// The host's end of a guest's key port: passes the tenant's words in and the guest's words out,
/// and reads nothing into them.
final class KeyExchange implements AutoCloseable {
    private static final Duration WRITE = Duration.ofSeconds(20);

    private final GuestChannel channel;

    KeyExchange(GuestChannel channel) {
        this.channel = channel;
    }

    /// What a guest answered.
    sealed interface Answer<T> {
        record Given<T>(T line) implements Answer<T> {}

        /// The guest gave up and powers off.
        record GaveUp<T>(FatalCode code) implements Answer<T> {}

        /// Something that the protocol does not know at this place.
        record Nonsense<T>(String why) implements Answer<T> {}
    }

    /// @param timeout for the guest's kernel and initramfs to start and answer
    /// @throws IOException when the guest is gone or silent
    Answer<GuestLine.Evidence> hello(GuestLine.Hello hello, Duration timeout)
            throws IOException, InterruptedException {
        channel.writeLine(hello.encode(), WRITE);
        return next(GuestLine.Evidence.class, timeout);
    }

    /// @param timeout for the guest to open, and perhaps format, its disk
    /// @throws IOException when the guest is gone or silent
    Answer<GuestLine.Booted> release(GuestLine.Release release, Duration timeout)
            throws IOException, InterruptedException {
        channel.writeLine(release.encode(), WRITE);
        return next(GuestLine.Booted.class, timeout);
    }

    @Override
    public void close() {
        channel.close();
    }

    private <T extends GuestLine.FromGuest> Answer<T> next(Class<T> expected, Duration timeout)
            throws IOException, InterruptedException {
        GuestLine.FromGuest line;
        try {
            line = GuestLine.parseFromGuest(channel.readLine(timeout));
        } catch (IllegalArgumentException e) {
            return new Answer.Nonsense<>("it sent a line that is none of the protocol's");
        }
        if (line instanceof GuestLine.Fatal(FatalCode code)) {
            return new Answer.GaveUp<>(code);
        }
        return expected.isInstance(line)
                ? new Answer.Given<>(expected.cast(line))
                : new Answer.Nonsense<>("it sent " + line.getClass().getSimpleName());
    }
}
