package io.p2pcloud.played;

import io.p2pcloud.attestation.SimulatedChip;
import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.launcher.domain.ChannelName;
import io.p2pcloud.launcher.domain.Disk;
import io.p2pcloud.launcher.domain.LaunchPlan;
import io.p2pcloud.launcher.fake.FakeGuest;
import io.p2pcloud.launcher.hypervisor.GuestChannel;
import io.p2pcloud.launcher.hypervisor.GuestState.StopReason;
import io.p2pcloud.release.EcdsaSignature;
import io.p2pcloud.release.FatalCode;
import io.p2pcloud.release.GuestLine;
import io.p2pcloud.tenant.SimulatedGuest;
import io.p2pcloud.tenant.TestBundle;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Map;

/// One machine from power-on to power-off, as the unlock agent and the started system play it. Its
/// chip signs over what the hypervisor was really given.
final class PlayedGuest implements Runnable {
    private static final Duration LONG = Duration.ofMinutes(2);
    private static final Duration SOON = Duration.ofSeconds(10);

    private final FakeGuest machine;
    private final PlayedHost host;
    private final SimulatedGuest guest;

    /// @param host what its machines do that they should not, and who is told what they were given
    PlayedGuest(FakeGuest machine, SimulatedChip chip, PlayedHost host) throws IOException {
        this.machine = machine;
        this.host = host;
        var plan = machine.plan();
        guest =
                new SimulatedGuest(chip, plan.snp().isPresent() ? measured(plan) : Bytes.EMPTY)
                        .with(report ->
                                plan.snp()
                                        .map(it -> report.hostData(Bytes32.ofHex(it.hostData())))
                                        .orElse(report));
    }

    @Override
    public void run() {
        try {
            unlock();
        } catch (EOFException e) {
            // Powered off by its host.
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void unlock() throws IOException, GeneralSecurityException, InterruptedException {
        try (var key = machine.inside(ChannelName.KEY)) {
            var hello = (GuestLine.Hello) GuestLine.parseFromHost(key.readLine(LONG));
            var evidence =
                    host.said(machine.plan().snp().isPresent() ? guest.answer(hello) : bare());
            key.writeLine(evidence.encode(), SOON);
            var line = (GuestLine.Release) GuestLine.parseFromHost(key.readLine(LONG));
            var release = host.given(line);
            Map<String, String> payload;
            try {
                payload = guest.open(hello, evidence, release);
            } catch (IllegalArgumentException e) {
                giveUp(key, FatalCode.SIGNATURE);
                return;
            }
            var disk = new PlayedDisk(dataDisk(), payload);
            if ("1".equals(payload.get("format"))) {
                disk.format();
            } else if (!disk.opens()) {
                giveUp(key, FatalCode.NOT_FORMATTED);
                return;
            }
            try (var _ = new PlayedShell(machine.plan().sshPort().orElseThrow(), payload, disk)) {
                key.writeLine(booted(hello, payload).encode(), SOON);
                live(hello);
            }
        }
    }

    private void giveUp(GuestChannel key, FatalCode why) throws IOException, InterruptedException {
        key.writeLine(new GuestLine.Fatal(why).encode(), SOON);
        machine.stop(StopReason.SHUT_DOWN);
    }

    private void live(GuestLine.Hello hello) throws IOException, InterruptedException {
        try (var life = machine.inside(ChannelName.LIFE)) {
            life.writeLine(new GuestLine.Listening().encode(), SOON);
            var _ = (GuestLine.Stop) GuestLine.parseFromHost(life.readLine(Duration.ofDays(1)));
            var signature = EcdsaSignature.ofDer(guest.ended(hello.boot()));
            life.writeLine(
                    new GuestLine.Ended(hello.boot().lease(), hello.boot().boot(), signature)
                            .encode(),
                    SOON);
            machine.stop(StopReason.SHUT_DOWN);
        }
    }

    private GuestLine.Evidence bare() {
        return new GuestLine.Evidence(guest.recipient(), guest.guestKey(), Bytes.EMPTY);
    }

    private GuestLine.Booted booted(GuestLine.Hello hello, Map<String, String> payload) {
        return new GuestLine.Booted(
                Bytes32.ofHex("0x" + payload.get("volume")),
                Integer.parseInt(String.valueOf(payload.get("generation"))),
                "1".equals(payload.get("format")),
                EcdsaSignature.ofDer(guest.booted(hello, payload)));
    }

    private Path dataDisk() {
        return machine.plan().disks().stream()
                .filter(disk -> disk.access() == Disk.Access.READ_WRITE)
                .findFirst()
                .orElseThrow()
                .image();
    }

    private static Bytes measured(LaunchPlan plan) throws IOException {
        var files = plan.bootFiles();
        return TestBundle.measured(
                Bytes.of(Files.readAllBytes(plan.snp().orElseThrow().firmware())),
                sha256(files.kernel()),
                sha256(files.initramfs()),
                files.commandLine(),
                plan.vcpus());
    }

    private static Bytes32 sha256(Path file) throws IOException {
        try {
            return Bytes32.of(
                    MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
