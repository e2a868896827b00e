package io.p2pcloud.realguest;

import static org.assertj.core.api.Assertions.assertThat;

import io.p2pcloud.guest.BootBundle;
import io.p2pcloud.journey.GuestShell;
import io.p2pcloud.journey.RequiredTools;
import io.p2pcloud.launcher.hypervisor.GuestChannel;
import io.p2pcloud.launcher.hypervisor.GuestState.StopReason;
import io.p2pcloud.release.EndedTranscript;
import io.p2pcloud.release.GuestLine;
import io.p2pcloud.wallet.Signature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The started system: what it does while nobody uses it, and how it says goodbye.
class OrderlyEndTest {
    private static BootBundle bundle;

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

    /// Right after the first login, when most of the system has not been started yet.
    @Test
    void saysGoodbyeHoweverEarlyItIsShutDown() throws Exception {
        try (var guest = RealGuest.start(folder, bundle);
                var life = guest.life();
                var shell = new GuestShell();
                var key = guest.key()) {
            var owner = new GuestOwner(shell.publicLine(), "");
            var evidence = owner.unlock(key);
            shell.login(guest.sshPort());
            shell.tell("systemctl poweroff --no-block");
            assertGoodbye(guest, life, evidence);
        }
    }

    /// A program that no stop of a service ends talks on the port as long as it can.
    @Test
    void saysGoodbyeWhenEveryProgramHasEnded() throws Exception {
        try (var guest = RealGuest.start(folder, bundle);
                var life = guest.life();
                var shell = new GuestShell();
                var key = guest.key()) {
            var owner = new GuestOwner(shell.publicLine(), "");
            var evidence = owner.unlock(key);
            shell.login(guest.sshPort());
            shell.tell(
                    """
                    systemd-run -q -p DefaultDependencies=no -p KillMode=none -p SendSIGKILL=no \\
                        bash -c 'trap "" TERM HUP
                            name=$(grep -lx org.p2pcloud.life.0 /sys/class/virtio-ports/*/name)
                            port=$(basename "$(dirname "$name")")
                            while :; do echo LISTENING > "/dev/$port"; sleep 0.5; done'
                    systemctl stop p2pcloud-heartbeat
                    sleep 2
                    systemctl poweroff --no-block
                    """);
            assertGoodbye(guest, life, evidence);
        }
    }

    @Test
    void idlesAfterTheStartAndStopsWhenToldTo() throws Exception {
        try (var guest = RealGuest.start(folder, bundle);
                var life = guest.life();
                var shell = new GuestShell();
                var key = guest.key()) {
            var owner = new GuestOwner(shell.publicLine(), "");
            var evidence = owner.unlock(key);
            shell.login(guest.sshPort());
            assertThat(shell.run("systemctl is-system-running --wait || true").strip())
                    .isEqualTo("running");
            assertThat(shell.run("cat /etc/resolv.conf")).contains("nameserver 10.0.2.3");
            // Processes made in ten idle seconds, this login's among them: the heartbeat script
            // makes none between its beats, a unit that loops makes hundreds.
            var forks = "sed -n 's/^processes //p' /proc/stat";
            int made = number(shell.run(forks + "; sleep 10; " + forks));
            assertThat(made).as("processes started while idle").isLessThan(120);
            assertThat(
                            number(
                                    shell.run(
                                            "journalctl -b -o cat -u p2pcloud-resolv | grep -c Finished")))
                    .isBetween(1, 5);
            life.writeLine(new GuestLine.Stop().encode(), RealGuest.SOON);
            assertGoodbye(guest, life, evidence);
        }
    }

    private static void assertGoodbye(
            RealGuest guest, GuestChannel life, GuestLine.Evidence evidence) throws Exception {
        // A machine that is shut down at once may not come to say that it listens.
        var said = RealGuest.rest(life);
        assertThat(said.getLast()).as("the last word").isInstanceOf(GuestLine.Ended.class);
        assertThat(said)
                .filteredOn(line -> !(line instanceof GuestLine.Listening))
                .singleElement()
                .isInstanceOfSatisfying(
                        GuestLine.Ended.class,
                        ended -> {
                            assertThat(ended.lease()).isEqualTo(GuestOwner.BOOT.lease());
                            var digest = new EndedTranscript(GuestOwner.BOOT).digest();
                            var _ =
                                    Signature.ofDer(
                                            ended.signature().toDer(),
                                            digest,
                                            evidence.guestKey().address());
                        });
        assertThat(guest.awaitStopped().reason()).isEqualTo(StopReason.SHUT_DOWN);
    }

    /// The last of some numbers, less the first when there are two.
    private static int number(String lines) {
        var found = lines.lines().map(Integer::parseInt).toList();
        return found.size() == 1 ? found.getFirst() : found.getLast() - found.getFirst();
    }
}
