package io.p2pcloud.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.p2pcloud.common.Address;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.launcher.hypervisor.GuestChannel;
import io.p2pcloud.release.EcdsaSignature;
import io.p2pcloud.release.EndedTranscript;
import io.p2pcloud.release.GuestLine;
import io.p2pcloud.release.Heartbeat;
import io.p2pcloud.release.LeaseBoot;
import io.p2pcloud.wallet.SigningKey;
import java.io.EOFException;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LifeLineTest {
    private static final LeaseBoot BOOT =
            new LeaseBoot(
                    7,
                    Address.ofHex("0x00000000000000000000000000000000000000aa"),
                    Bytes32.ofNumber(1),
                    2);
    private static final Bytes32 BEAT = Bytes32.ofNumber(99);

    private final SigningKey guest = SigningKey.create(new SecureRandom());
    private final Scripted channel = new Scripted();

    @Test
    void keepsTheNewestHeartbeatThatTheGuestSigned() throws InterruptedException {
        try (var life = new LifeLine(BOOT, guest.address(), channel)) {
            channel.say(beat(guest, BOOT, 10).encode());
            channel.say(beat(guest, BOOT, 70).encode());
            channel.awaitRead();
            var newest = Objects.requireNonNull(life.newest(), "a heartbeat");
            assertThat(newest.served()).isEqualTo(Duration.ofSeconds(70));
            assertThat(newest.beat()).isEqualTo(BEAT);
            var digest = new Heartbeat(BOOT, BEAT, Duration.ofSeconds(70)).digest();
            assertThat(newest.signature().isBy(guest.address(), digest)).isTrue();
        }
    }

    @Test
    void dropsWhatAnotherKeySignedOrBelongsToAnotherBootOrIsNonsense() throws InterruptedException {
        var earlier = new LeaseBoot(BOOT.chainId(), BOOT.market(), BOOT.lease(), 1);
        try (var life = new LifeLine(BOOT, guest.address(), channel)) {
            channel.say(beat(SigningKey.create(new SecureRandom()), BOOT, 10).encode());
            channel.say(beat(guest, earlier, 10).encode());
            channel.say("BEAT rubbish");
            channel.say("");
            channel.awaitRead();
            assertThat(life.newest()).isNull();
        }
    }

    @Test
    void tellsThatTheMachineListensByItsWordOrByASignedHeartbeat() throws InterruptedException {
        try (var life = new LifeLine(BOOT, guest.address(), channel)) {
            channel.say(beat(SigningKey.create(new SecureRandom()), BOOT, 10).encode());
            channel.awaitRead();
            assertThat(life.awaitListening(Duration.ofMillis(1))).isFalse();
            channel.say(new GuestLine.Listening().encode());
            assertThat(life.awaitListening(Duration.ofSeconds(20))).isTrue();
        }
        var later = new Scripted();
        try (var life = new LifeLine(BOOT, guest.address(), later)) {
            later.say(beat(guest, BOOT, 10).encode());
            assertThat(life.awaitListening(Duration.ofSeconds(20))).isTrue();
        }
    }

    @Test
    void aStopIsGracefulOnlyWithTheGuestsOwnGoodbye() throws InterruptedException {
        try (var life = new LifeLine(BOOT, guest.address(), channel)) {
            channel.say(ended(SigningKey.create(new SecureRandom())).encode());
            channel.awaitRead();
            assertThat(life.stop(Duration.ofMillis(1))).isFalse();
            assertThat(life.lastWord()).isNull();
            channel.say(ended(guest).encode());
            assertThat(life.stop(Duration.ofSeconds(20))).isTrue();
        }
    }

    @Test
    void keepsTheGoodbyeAsTheGuestSignedIt() throws InterruptedException {
        var said = ended(guest);
        try (var life = new LifeLine(BOOT, guest.address(), channel)) {
            channel.say("ENDED rubbish");
            channel.say(
                    new GuestLine.Ended(BOOT.lease(), BOOT.boot() + 1, said.signature()).encode());
            channel.say(
                    new GuestLine.Ended(Bytes32.ofNumber(9), BOOT.boot(), said.signature())
                            .encode());
            channel.awaitRead();
            assertThat(life.lastWord()).isNull();
            channel.say(said.encode());
            channel.close();
            life.hearOut(Duration.ofSeconds(20));
            assertThat(life.lastWord())
                    .isEqualTo(new LastWord(BOOT.boot(), said.signature().toDer().toHex()));
        }
    }

    private static GuestLine.Beat beat(SigningKey key, LeaseBoot boot, long seconds) {
        var served = Duration.ofSeconds(seconds);
        return new GuestLine.Beat(
                boot.lease(),
                boot.boot(),
                BEAT,
                served,
                signature(key, new Heartbeat(boot, BEAT, served).digest()));
    }

    private static GuestLine.Ended ended(SigningKey key) {
        return new GuestLine.Ended(
                BOOT.lease(), BOOT.boot(), signature(key, new EndedTranscript(BOOT).digest()));
    }

    private static EcdsaSignature signature(SigningKey key, Bytes32 digest) {
        return EcdsaSignature.ofDer(key.sign(digest).toDer());
    }

    /// A guest that says what a test tells it to.
    private static final class Scripted implements GuestChannel {
        private static final String END = "\0end";

        private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        private final BlockingQueue<CountDownLatch> read = new LinkedBlockingQueue<>();

        void say(String line) {
            lines.add(line);
        }

        /// Returns once everything said before was taken.
        void awaitRead() throws InterruptedException {
            var latch = new CountDownLatch(1);
            read.add(latch);
            lines.add("\0sync");
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        }

        @Override
        public String readLine(Duration timeout) throws IOException, InterruptedException {
            while (true) {
                var line = lines.take();
                if (line.equals("\0sync")) {
                    read.take().countDown();
                } else if (line.equals(END)) {
                    throw new EOFException("closed");
                } else {
                    return line;
                }
            }
        }

        @Override
        public void writeLine(String line, Duration timeout) {}

        @Override
        public void close() {
            lines.add(END);
        }
    }
}
