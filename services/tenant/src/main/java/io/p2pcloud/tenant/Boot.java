package io.p2pcloud.tenant;

import com.google.protobuf.ByteString;
import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.common.FirstBoot;
import io.p2pcloud.market.LeaseId;
import io.p2pcloud.market.MarketDigests;
import io.p2pcloud.protocol.v1.Booted;
import io.p2pcloud.protocol.v1.Evidence;
import io.p2pcloud.protocol.v1.Hello;
import io.p2pcloud.protocol.v1.Release;
import io.p2pcloud.release.AgeRecipient;
import io.p2pcloud.release.BootedTranscript;
import io.p2pcloud.release.EcdsaSignature;
import io.p2pcloud.release.GuestLine;
import io.p2pcloud.release.LeaseBoot;
import io.p2pcloud.release.ReleaseGrant;
import io.p2pcloud.release.SealedPayload;
import io.p2pcloud.release.Secp256k1Key;
import io.p2pcloud.release.VolumeIdentity;
import io.p2pcloud.tenant.LaunchFailure.Reason;
import io.p2pcloud.wallet.Signature;
import io.p2pcloud.wallet.SigningKey;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/// The tenant's side of one boot: what he says first, what he gives to a guest, and whether the
/// guest's answer is the guest's.
final class Boot {
    private final GuestLine.Hello session;
    private final SigningKey launchKey;
    private final MarketDigests digests;

    /// @param manifest its salted hash, as the lease names it
    Boot(
            LeaseBoot boot,
            Bytes32 manifest,
            SigningKey launchKey,
            MarketDigests digests,
            Secrets secrets) {
        this.launchKey = launchKey;
        this.digests = digests;
        var fresh = new byte[Bytes32.SIZE];
        secrets.random().nextBytes(fresh);
        session =
                new GuestLine.Hello(
                        boot, manifest, Bytes32.of(fresh), new Secp256k1Key(launchKey.publicKey()));
    }

    /// What the guest is greeted with, under a nonce of its own.
    GuestLine.Hello session() {
        return session;
    }

    /// @param size of this boot's machine; null for all that the lease holds
    Hello hello(@Nullable GuestSize size) {
        return Hello.newBuilder()
                .setVcpu(size == null ? 0 : size.vcpu())
                .setMemoryMib(size == null ? 0 : size.memoryMib())
                .setLeaseId(bytes(session.boot().lease().toArray()))
                .setBoot(session.boot().boot())
                .setNonce(bytes(session.nonce().toArray()))
                .setLaunchPublicKey(bytes(session.launchKey().value().toArray()))
                .build();
    }

    static GuestLine.Evidence read(Evidence evidence) throws LaunchException {
        try {
            return new GuestLine.Evidence(
                    new AgeRecipient(evidence.getAgeRecipient()),
                    new Secp256k1Key(Bytes.of(evidence.getGuestPublicKey().toByteArray())),
                    Bytes.of(evidence.getReport().toByteArray()));
        } catch (IllegalArgumentException e) {
            throw new LaunchException(
                    Reason.EVIDENCE_REFUSED,
                    "What the machine says of itself is malformed ("
                            + e.getMessage()
                            + "); no key was sent.");
        }
    }

    /// What the provider says that the machine was started from, hexadecimal; null where he does
    /// not.
    static @Nullable String bundle(Evidence evidence) {
        var named = evidence.getBundle();
        return named.size() == Bytes32.SIZE ? Bytes32.of(named.toByteArray()).toHex() : null;
    }

    /// Seals the payload to the guest of the grant and signs both the release and the activation.
    Release release(
            ReleaseGrant grant,
            ServerRecord server,
            TenantSettings settings,
            Secrets secrets,
            ClientKey clientKey) {
        var volume = new VolumeIdentity(server.volume(), server.setup().generation(), grant.tier());
        var keys = new ArrayList<>(server.spec().authorizedKeys());
        if (!keys.contains(clientKey.publicLine())) {
            keys.add(clientKey.publicLine());
        }
        var payload =
                new SealedPayload(
                        session.boot(),
                        volume,
                        secrets.diskKey(volume),
                        !server.formatted(),
                        server.rescues(),
                        server.spec().name(),
                        secrets.hostKey(new ServerId(server.id())),
                        keys,
                        server.formatted() ? FirstBoot.NONE : server.spec().firstBoot(),
                        settings.beatSources(),
                        settings.heartbeat());
        var transcript = grant.seal(payload, secrets.random());
        var activation =
                digests.activation(
                        new LeaseId(session.boot().lease()),
                        session.boot().boot(),
                        grant.guest().guestKey().address());
        return Release.newBuilder()
                .setActivationSignature(bytes(launchKey.sign(activation).toBytes65().toArray()))
                .setTranscriptSignature(
                        bytes(launchKey.sign(transcript.digest()).toDer().toArray()))
                .setSealedPayload(bytes(transcript.sealed().toArray()))
                .build();
    }

    /// @throws LaunchException when the guest that got the payload did not sign this answer
    void check(Booted booted, ReleaseGrant grant, ServerRecord server) throws LaunchException {
        var expected =
                new BootedTranscript(
                        session.boot(),
                        session.nonce(),
                        server.volume(),
                        server.setup().generation(),
                        !server.formatted());
        try {
            var der = Bytes.of(booted.getGuestSignature().toByteArray());
            var _ =
                    Signature.ofDer(
                            EcdsaSignature.ofDer(der).toDer(),
                            expected.digest(),
                            grant.guest().guestKey().address());
        } catch (IllegalArgumentException e) {
            throw new LaunchException(
                    Reason.WRONG_GUEST_SIGNATURE,
                    "The answer that the disk is open was not signed by the guest that got the key;"
                            + " do not use this machine.");
        }
    }

    private static ByteString bytes(byte[] value) {
        return ByteString.copyFrom(value);
    }
}
