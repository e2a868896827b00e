package io.p2pcloud.realguest;

import static org.assertj.core.api.Assertions.assertThat;

import io.p2pcloud.guest.BootBundle;
import io.p2pcloud.journey.RequiredTools;
import io.p2pcloud.launcher.hypervisor.GuestChannel;
import io.p2pcloud.launcher.hypervisor.GuestState.StopReason;
import io.p2pcloud.release.FatalCode;
import io.p2pcloud.release.GuestLine;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A host that holds the machine, its port and its disks in its hands, and wants the tenant's key.
class HostileHostTest {
    private static final long MEGABYTES = 4L << 20;
    private static final long GIGABYTE = 1L << 30;

    private static BootBundle bundle;

    /// A temporary folder of JUnit has too long a path for sockets.
    private Path folder;

    @BeforeAll
    static void tools() throws IOException {
        bundle = RequiredTools.bundle();
    }

    @BeforeEach
    void makeFolder() throws IOException {
        folder = Files.createTempDirectory("p2p");
    }

    @AfterEach
    void removeFolder() throws IOException {
        RequiredTools.delete(folder);
    }

    /// Both in two boots: what the tenant released to the first is what the host has for the
    /// second.
    @Test
    void neitherTheHostsOwnPayloadNorOneOfAnEarlierBootIsTaken() throws Exception {
        var tenant = GuestOwner.withoutShell();
        var host = GuestOwner.withoutShell();
        GuestLine.Release earlier;
        try (var guest = RealGuest.start(folder, bundle);
                var key = guest.key()) {
            var evidence = GuestOwner.greet(key, tenant.hello());
            earlier = tenant.release(evidence);
            key.writeLine(host.release(evidence).encode(), RealGuest.SOON);
            assertRefused(guest, key, FatalCode.SIGNATURE);
        }
        try (var guest = RealGuest.start(folder, bundle);
                var key = guest.key()) {
            // The same words again, as nonce and lease; but this guest has another identity.
            var _ = GuestOwner.greet(key, tenant.hello());
            key.writeLine(earlier.encode(), RealGuest.SOON);
            assertRefused(guest, key, FatalCode.SIGNATURE);
        }
    }

    @Test
    void garbageInPlaceOfTheFirstLineEndsTheMachine() throws Exception {
        try (var guest = RealGuest.start(folder, bundle)) {
            assertThat(drown(guest, "", MEGABYTES)).isLessThan(MEGABYTES);
            assertSilentlyEnded(guest, FatalCode.HELLO);
        }
    }

    @Test
    void garbageInPlaceOfTheReleaseEndsTheMachine() throws Exception {
        try (var guest = RealGuest.start(folder, bundle)) {
            var hello = GuestOwner.withoutShell().hello().encode() + "\n";
            assertThat(drown(guest, hello, MEGABYTES)).isLessThan(MEGABYTES);
            assertSilentlyEnded(guest, FatalCode.RELEASE);
        }
    }

    @Test
    @Tag("long")
    void aGigabyteOfGarbageIsCutShort() throws Exception {
        try (var guest = RealGuest.start(folder, bundle)) {
            assertThat(drown(guest, "", GIGABYTE)).isLessThan(MEGABYTES);
            assertSilentlyEnded(guest, FatalCode.HELLO);
        }
    }

    private static void assertRefused(RealGuest guest, GuestChannel key, FatalCode code)
            throws Exception {
        assertThat(RealGuest.rest(key)).containsExactly(new GuestLine.Fatal(code));
        assertSilentlyEnded(guest, code);
    }

    private static void assertSilentlyEnded(RealGuest guest, FatalCode code) throws Exception {
        assertThat(guest.awaitStopped().reason()).isEqualTo(StopReason.SHUT_DOWN);
        assertThat(guest.console().lines())
                .anyMatch(line -> line.endsWith(" fatal " + code.wire()));
        assertThat(guest.diskIsUntouched()).isTrue();
    }

    /// Pours bytes without a line's end into the guest, as many as it takes.
    private static long drown(RealGuest guest, String first, long most) throws IOException {
        var bytes = new byte[1 << 16];
        new Random(20_261_128).nextBytes(bytes);
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = bytes[i] == '\n' ? 0 : bytes[i];
        }
        long poured = 0;
        try (SocketChannel port = guest.rawKeyPort()) {
            var greeting = ByteBuffer.wrap(first.getBytes(StandardCharsets.US_ASCII));
            while (greeting.hasRemaining()) {
                port.write(greeting);
            }
            while (poured < most) {
                poured += port.write(ByteBuffer.wrap(bytes));
            }
        } catch (IOException _) {
            // The machine is gone and its socket with it.
        }
        return poured;
    }
}
