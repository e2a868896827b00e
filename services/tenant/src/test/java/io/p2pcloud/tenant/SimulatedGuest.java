package io.p2pcloud.tenant;

import io.p2pcloud.attestation.SimulatedChip;
import io.p2pcloud.attestation.SimulatedReport;
import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.release.AgeRecipient;
import io.p2pcloud.release.AttestReportData;
import io.p2pcloud.release.BootedTranscript;
import io.p2pcloud.release.EndedTranscript;
import io.p2pcloud.release.GuestLine;
import io.p2pcloud.release.HostData;
import io.p2pcloud.release.LeaseBoot;
import io.p2pcloud.release.ReleaseTranscript;
import io.p2pcloud.release.Secp256k1Key;
import io.p2pcloud.wallet.Signature;
import io.p2pcloud.wallet.SigningKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/// A machine on a simulated chip that answers as the unlock agent does: fresh keys, a report over
/// what the host really started it with, and obedience to the launch key of that report alone.
public final class SimulatedGuest {
    private final SimulatedChip chip;
    private final Bytes measurement;
    private final KeyPair identity;
    private final SigningKey key;
    private UnaryOperator<SimulatedReport> changed = UnaryOperator.identity();

    /// @param measurement of what the host started
    public SimulatedGuest(SimulatedChip chip, Bytes measurement) {
        this.chip = chip;
        this.measurement = measurement;
        var random = new SecureRandom();
        key = SigningKey.create(random);
        try {
            identity = KeyPairGenerator.getInstance("X25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has X25519", e);
        }
    }

    /// The host changes something before the chip signs.
    public SimulatedGuest with(UnaryOperator<SimulatedReport> change) {
        changed = change;
        return this;
    }

    public AgeRecipient recipient() {
        return AgeRecipient.of(Bytes.of(AgeOpening.publicKey(identity)));
    }

    public Secp256k1Key guestKey() {
        return new Secp256k1Key(key.publicKey());
    }

    public GuestLine.Evidence answer(GuestLine.Hello hello) {
        return answer(hello, hello);
    }

    /// @param startedFor what the host put into HOST_DATA when it started the machine
    GuestLine.Evidence answer(GuestLine.Hello hello, GuestLine.Hello startedFor) {
        var lease = hello.boot().lease();
        int boot = hello.boot().boot();
        var reportData = new AttestReportData(recipient(), guestKey(), hello.nonce(), lease, boot);
        var hostData =
                new HostData(
                        startedFor.boot().lease(),
                        startedFor.boot().boot(),
                        startedFor.manifest(),
                        startedFor.launchKey());
        var report =
                changed.apply(
                        chip.report()
                                .measurement(measurement)
                                .hostData(hostData.digest())
                                .reportData(reportData.digest()));
        return new GuestLine.Evidence(recipient(), guestKey(), report.sign());
    }

    /// The payload's single entries, after the signature was found to be the launch key's.
    public Map<String, String> open(
            GuestLine.Hello hello, GuestLine.Evidence evidence, GuestLine.Release release)
            throws GeneralSecurityException {
        var transcript =
                new ReleaseTranscript(
                        hello.boot(),
                        hello.nonce(),
                        recipient(),
                        evidence.report(),
                        release.sealed());
        var _ =
                Signature.ofDer(
                        release.signature().toDer(),
                        transcript.digest(),
                        hello.launchKey().address());
        var entries = new HashMap<String, String>();
        var text =
                new String(AgeOpening.open(release.sealed(), identity), StandardCharsets.US_ASCII);
        for (var line : text.split("\n", -1)) {
            int space = line.indexOf(' ');
            if (space > 0) {
                entries.putIfAbsent(line.substring(0, space), line.substring(space + 1));
            }
        }
        return entries;
    }

    /// What it says last when it shuts down in order.
    public Bytes ended(LeaseBoot boot) {
        return key.sign(new EndedTranscript(boot).digest()).toDer();
    }

    public Bytes booted(GuestLine.Hello hello, Map<String, String> payload) {
        var transcript =
                new BootedTranscript(
                        hello.boot(),
                        hello.nonce(),
                        Bytes32.ofHex("0x" + payload.get("volume")),
                        Integer.parseInt(String.valueOf(payload.get("generation"))),
                        "1".equals(payload.get("format")));
        return key.sign(transcript.digest()).toDer();
    }
}
