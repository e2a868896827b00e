package io.p2pcloud.provider;

import io.p2pcloud.common.Address;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.launcher.hypervisor.GuestChannel;
import io.p2pcloud.release.EcdsaSignature;
import io.p2pcloud.release.EndedTranscript;
import io.p2pcloud.release.GuestLine;
import io.p2pcloud.release.Heartbeat;
import io.p2pcloud.release.LeaseBoot;
import io.p2pcloud.wallet.Signature;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// The host's end of a running guest's life port. Keeps the newest heartbeat that the guest key
/// really signed; anything else that comes is dropped, because a tenant could make his guest send
/// whatever he likes.
final class LifeLine implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(LifeLine.class.getName());
    private static final Duration READ = Duration.ofMinutes(5);
    private static final Duration WRITE = Duration.ofSeconds(5);

    private final LeaseBoot boot;
    private final Address guestKey;
    private final GuestChannel channel;
    private final AtomicReference<@Nullable SignedBeat> newest = new AtomicReference<>();
    private final AtomicReference<@Nullable LastWord> lastWord = new AtomicReference<>();
    private final CountDownLatch listening = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread reader;

    /// A heartbeat as the chain takes it.
    ///
    /// @param served since `beat`
    record SignedBeat(Bytes32 beat, Duration served, Signature signature) {}

    LifeLine(LeaseBoot boot, Address guestKey, GuestChannel channel) {
        this.boot = boot;
        this.guestKey = guestKey;
        this.channel = channel;
        reader = Thread.ofVirtual().name("life-" + boot.lease()).start(this::read);
    }

    /// The newest heartbeat, or null before the first.
    @Nullable SignedBeat newest() {
        return newest.get();
    }

    /// The guest's goodbye, or null while it said none.
    @Nullable LastWord lastWord() {
        return lastWord.get();
    }

    /// Waits until all that an ended guest said was read.
    void hearOut(Duration timeout) throws InterruptedException {
        var _ = reader.join(timeout);
    }

    /// Waits until the guest says that its SSH listens; one that signs heartbeats does as well.
    ///
    /// @return false when it did not say so in time
    boolean awaitListening(Duration timeout) throws InterruptedException {
        return listening.await(timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// Whether it hears nothing any more: the guest is gone, or what led to its port was restarted.
    boolean isDown() {
        return !reader.isAlive();
    }

    /// Asks the guest to shut down and waits for its signed goodbye.
    ///
    /// @return false when none came in time
    boolean stop(Duration timeout) throws InterruptedException {
        try {
            channel.writeLine(new GuestLine.Stop().encode(), WRITE);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "the guest of {0} cannot be told", boot.lease());
            return false;
        }
        return ended.await(timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        channel.close();
        reader.interrupt();
    }

    private void read() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                try {
                    take(GuestLine.parseFromGuest(channel.readLine(READ)));
                } catch (SocketTimeoutException e) {
                    LOG.log(System.Logger.Level.INFO, "no heartbeat of {0}", boot.lease());
                } catch (IllegalArgumentException e) {
                    LOG.log(System.Logger.Level.DEBUG, "nonsense from {0}", boot.lease());
                }
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "the life port of {0} closed", boot.lease());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void take(GuestLine.FromGuest line) {
        switch (line) {
            case GuestLine.Listening _ -> listening.countDown();
            case GuestLine.Beat beat -> takeBeat(beat);
            case GuestLine.Ended end -> {
                var digest = new EndedTranscript(boot).digest();
                if (isOurs(end.lease(), end.boot()) && signed(end.signature(), digest) != null) {
                    lastWord.set(new LastWord(end.boot(), end.signature().toDer().toHex()));
                    ended.countDown();
                }
            }
            case GuestLine.Evidence _, GuestLine.Booted _, GuestLine.Fatal _ -> {
                // Belongs to the key port; means nothing here.
            }
        }
    }

    private void takeBeat(GuestLine.Beat beat) {
        if (!isOurs(beat.lease(), beat.boot())) {
            return;
        }
        var digest = new Heartbeat(boot, beat.beat(), beat.served()).digest();
        var signature = signed(beat.signature(), digest);
        if (signature != null) {
            listening.countDown();
            newest.set(new SignedBeat(beat.beat(), beat.served(), signature));
        }
    }

    private boolean isOurs(Bytes32 lease, int number) {
        return lease.equals(boot.lease()) && number == boot.boot();
    }

    private @Nullable Signature signed(EcdsaSignature signature, Bytes32 digest) {
        try {
            return Signature.ofDer(signature.toDer(), digest, guestKey);
        } catch (IllegalArgumentException e) {
            LOG.log(System.Logger.Level.DEBUG, "a wrong signature from {0}", boot.lease());
            return null;
        }
    }
}
