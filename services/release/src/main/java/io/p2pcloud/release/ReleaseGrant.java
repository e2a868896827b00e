package io.p2pcloud.release;

import io.p2pcloud.attestation.VerifiedEvidence;
import io.p2pcloud.common.Tier;
import io.p2pcloud.release.GrantOutcome.Granted;
import io.p2pcloud.release.GrantOutcome.Reason;
import io.p2pcloud.release.GrantOutcome.Refused;
import java.security.SecureRandom;

/// Leave to give one payload to the guest of one session. Nothing else seals, and there are two
/// ways to one: the lease promises no proof, or a full verification of this very guest ended well.
public sealed interface ReleaseGrant {
    /// The session as the tenant opened it.
    GuestLine.Hello hello();

    /// The guest's answer to it: whom the payload is for.
    GuestLine.Evidence guest();

    /// The tier whose disk keys may leave by this grant.
    Tier tier();

    /// For a machine of which nothing is proven.
    ///
    /// @param tier of the lease on chain, never the machine's own word
    static GrantOutcome unattested(Tier tier, GuestLine.Hello hello, GuestLine.Evidence guest) {
        return switch (tier) {
            case STANDARD -> new Granted(new Unattested(hello, guest));
            case CONFIDENTIAL -> new Refused(Reason.PROOF_MISSING);
        };
    }

    /// For the guest that `proof` is about, if it is the one of this session.
    static GrantOutcome attested(
            GuestLine.Hello hello, GuestLine.Evidence guest, VerifiedEvidence proof) {
        if (!proof.evidence().report().equals(guest.report())) {
            return new Refused(Reason.OTHER_REPORT);
        }
        var challenge = proof.challenge();
        if (!challenge.reportData().equals(reportData(hello, guest).digest())) {
            return new Refused(Reason.OTHER_SESSION);
        }
        if (!challenge.hostData().equals(hostData(hello).digest())) {
            return new Refused(Reason.OTHER_LEASE);
        }
        return new Granted(new Attested(hello, guest, proof));
    }

    /// What the chip of a guest that answers `hello` with `guest` puts under its report.
    static AttestReportData reportData(GuestLine.Hello hello, GuestLine.Evidence guest) {
        return new AttestReportData(
                guest.recipient(),
                guest.guestKey(),
                hello.nonce(),
                hello.boot().lease(),
                hello.boot().boot());
    }

    /// What a confidential guest for `hello` is started with.
    static HostData hostData(GuestLine.Hello hello) {
        return new HostData(
                hello.boot().lease(), hello.boot().boot(), hello.manifest(), hello.launchKey());
    }

    /// Seals the payload to the guest.
    ///
    /// @return what the launch key is to sign, with the sealed bytes in it
    /// @throws IllegalArgumentException when the payload is another boot's, or holds the key of a
    ///   volume of another tier
    default ReleaseTranscript seal(SealedPayload payload, SecureRandom random) {
        if (!payload.boot().equals(hello().boot())) {
            throw new IllegalArgumentException("the payload is for another boot than the grant");
        }
        if (payload.volume().tier() != tier()) {
            throw new IllegalArgumentException(
                    "a grant for "
                            + tier()
                            + " does not cover the key of a volume that is "
                            + payload.volume().tier());
        }
        var sealed = AgeSeal.seal(guest().recipient(), payload.toBytes(), random);
        return new ReleaseTranscript(
                hello().boot(), hello().nonce(), guest().recipient(), guest().report(), sealed);
    }

    /// To a STANDARD machine, whose provider can obtain everything on it.
    final class Unattested implements ReleaseGrant {
        private final GuestLine.Hello hello;
        private final GuestLine.Evidence guest;

        private Unattested(GuestLine.Hello hello, GuestLine.Evidence guest) {
            this.hello = hello;
            this.guest = guest;
        }

        @Override
        public GuestLine.Hello hello() {
            return hello;
        }

        @Override
        public GuestLine.Evidence guest() {
            return guest;
        }

        @Override
        public Tier tier() {
            return Tier.STANDARD;
        }
    }

    /// To a machine that was verified.
    final class Attested implements ReleaseGrant {
        private final GuestLine.Hello hello;
        private final GuestLine.Evidence guest;
        private final VerifiedEvidence proof;

        private Attested(GuestLine.Hello hello, GuestLine.Evidence guest, VerifiedEvidence proof) {
            this.hello = hello;
            this.guest = guest;
            this.proof = proof;
        }

        @Override
        public GuestLine.Hello hello() {
            return hello;
        }

        @Override
        public GuestLine.Evidence guest() {
            return guest;
        }

        @Override
        public Tier tier() {
            return Tier.CONFIDENTIAL;
        }

        public VerifiedEvidence proof() {
            return proof;
        }
    }
}
