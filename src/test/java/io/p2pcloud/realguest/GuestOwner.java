package io.p2pcloud.realguest;

import io.p2pcloud.common.Address;
import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.common.FirstBoot;
import io.p2pcloud.common.Tier;
import io.p2pcloud.launcher.hypervisor.GuestChannel;
import io.p2pcloud.release.DiskKey;
import io.p2pcloud.release.EcdsaSignature;
import io.p2pcloud.release.GrantOutcome;
import io.p2pcloud.release.GuestLine;
import io.p2pcloud.release.LeaseBoot;
import io.p2pcloud.release.ReleaseGrant;
import io.p2pcloud.release.SealedPayload;
import io.p2pcloud.release.Secp256k1Key;
import io.p2pcloud.release.SshHostKey;
import io.p2pcloud.release.VolumeIdentity;
import io.p2pcloud.wallet.SigningKey;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;

/// Somebody with a launch key who can release a disk key to a guest: the tenant, or a host that
/// plays one.
final class GuestOwner {
    static final LeaseBoot BOOT =
            new LeaseBoot(31_337, Address.ofHex("0x" + "5a".repeat(20)), word(7), 1);
    private static final Bytes32 MANIFEST = word(3);

    private final SecureRandom random = new SecureRandom();
    private final SigningKey launchKey = SigningKey.create(random);
    private final Bytes32 nonce = fresh();
    private final VolumeIdentity volume = new VolumeIdentity(fresh(), 1, Tier.STANDARD);
    private final DiskKey diskKey = new DiskKey(Bytes.of(freshBytes(DiskKey.SIZE)));
    private final SshHostKey hostKey = SshHostKey.generate(random);
    private final String authorizedKey;
    private final String userData;

    GuestOwner(String authorizedKey, String userData) {
        this.authorizedKey = authorizedKey;
        this.userData = userData;
    }

    static GuestOwner withoutShell() {
        return new GuestOwner("ssh-ed25519 " + "A".repeat(68), "");
    }

    GuestLine.Hello hello() {
        return new GuestLine.Hello(BOOT, MANIFEST, nonce, new Secp256k1Key(launchKey.publicKey()));
    }

    String hostKey() {
        return hostKey.publicKey();
    }

    /// Sealed to the guest that sent `evidence`, and signed by this one's launch key.
    GuestLine.Release release(GuestLine.Evidence evidence) {
        var payload =
                new SealedPayload(
                        BOOT,
                        volume,
                        diskKey,
                        true,
                        false,
                        "real-guest",
                        hostKey,
                        List.of(authorizedKey),
                        FirstBoot.script(userData),
                        List.of(URI.create("http://10.0.2.2:9/")),
                        Duration.ofSeconds(60));
        if (!(ReleaseGrant.unattested(volume.tier(), hello(), evidence)
                instanceof GrantOutcome.Granted(ReleaseGrant grant))) {
            throw new AssertionError("a STANDARD machine needs no proof");
        }
        var transcript = grant.seal(payload, random);
        return new GuestLine.Release(
                EcdsaSignature.ofDer(launchKey.sign(transcript.digest()).toDer()),
                transcript.sealed());
    }

    /// From the first line to the opened disk.
    GuestLine.Evidence unlock(GuestChannel key) throws Exception {
        var evidence = greet(key, hello());
        key.writeLine(release(evidence).encode(), RealGuest.SOON);
        var answer = RealGuest.next(key).orElseThrow();
        if (!(answer instanceof GuestLine.Booted)) {
            throw new AssertionError("the guest did not boot: " + answer);
        }
        return evidence;
    }

    static GuestLine.Evidence greet(GuestChannel key, GuestLine.Hello hello) throws Exception {
        key.writeLine(hello.encode(), RealGuest.SOON);
        var answer = RealGuest.next(key).orElseThrow();
        if (answer instanceof GuestLine.Evidence evidence) {
            return evidence;
        }
        throw new AssertionError("the guest gave no evidence: " + answer);
    }

    private Bytes32 fresh() {
        return Bytes32.of(freshBytes(Bytes32.SIZE));
    }

    private byte[] freshBytes(int size) {
        var bytes = new byte[size];
        random.nextBytes(bytes);
        return bytes;
    }

    private static Bytes32 word(int value) {
        var bytes = new byte[Bytes32.SIZE];
        bytes[Bytes32.SIZE - 1] = (byte) value;
        return Bytes32.of(bytes);
    }
}
