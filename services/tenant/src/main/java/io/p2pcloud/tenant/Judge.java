package io.p2pcloud.tenant;

import io.p2pcloud.attestation.AttestationResult;
import io.p2pcloud.attestation.Challenge;
import io.p2pcloud.attestation.Check;
import io.p2pcloud.attestation.Evidence;
import io.p2pcloud.attestation.LaunchProfile;
import io.p2pcloud.attestation.Outcome;
import io.p2pcloud.attestation.SavedEvidence;
import io.p2pcloud.attestation.SnpReport;
import io.p2pcloud.attestation.VerifiedEvidence;
import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Tier;
import io.p2pcloud.guest.BootBundle;
import io.p2pcloud.guest.ConfidentialBoot;
import io.p2pcloud.guest.Image;
import io.p2pcloud.market.Lease;
import io.p2pcloud.release.GrantOutcome;
import io.p2pcloud.release.GuestLine;
import io.p2pcloud.release.ReleaseGrant;
import io.p2pcloud.tenant.LaunchFailure.Reason;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Decides on the tenant's own computer whether a machine gets the server's key. The tier stands in
/// the lease on chain and is never the machine's own word.
final class Judge {
    /// A chip's certificate and the two above it have some 6 KiB.
    private static final int MAX_CERTIFICATES = 64 << 10;

    private static final String NO_KEY = " No key was sent.";

    private final BundleSource images;
    private final Attestor attestor;
    private final InstantSource clock;

    Judge(BundleSource images, Attestor attestor, InstantSource clock) {
        this.images = images;
        this.attestor = attestor;
        this.clock = clock;
    }

    /// What the machine of a new server of this spec must prove to be.
    ///
    /// @return empty for STANDARD
    /// @throws IOException with a sentence for the user when nothing could be proven
    static Optional<LaunchProfile> expected(BundleSource images, ServerSpec spec)
            throws IOException {
        if (spec.unit().tier() == Tier.STANDARD) {
            return Optional.empty();
        }
        return profile(images.bundle(), images.image(spec.imageId()), spec.unit().vcpu());
    }

    /// What the next machine of a server must prove to be: over the image that its disk began with,
    /// and with the processors that it is given.
    ///
    /// @return empty for STANDARD
    /// @throws IOException as above
    static Optional<LaunchProfile> expected(BundleSource images, ServerRecord server)
            throws IOException {
        if (server.spec().unit().tier() == Tier.STANDARD) {
            return Optional.empty();
        }
        var image = images.image(server.spec().imageId(), server.rootHash());
        return profile(images.bundle(), image, server.vcpu());
    }

    private static Optional<LaunchProfile> profile(BootBundle bundle, Image image, int vcpu)
            throws IOException {
        var profile = ConfidentialBoot.profile(bundle, image, vcpu);
        if (profile.isEmpty()) {
            throw new IOException(
                    "There is no measured firmware in this bundle, so nothing could prove a"
                            + " confidential machine; add one with: p2pcloud firmware FILE.");
        }
        return profile;
    }

    /// The same, before a machine of this lease is asked for.
    ///
    /// @throws LaunchException when no machine could be given the key now
    Optional<LaunchProfile> expected(ServerRecord server, Lease lease) throws LaunchException {
        if (lease.tier() != server.spec().unit().tier()) {
            throw new LaunchException(
                    Reason.EVIDENCE_REFUSED,
                    "The lease is for a %s machine and you ordered a %s one."
                                    .formatted(lease.tier(), server.spec().unit().tier())
                            + NO_KEY);
        }
        var full = server.confidence().releases().fullUntil(clock.instant());
        if (full.isPresent()) {
            throw new LaunchException(
                    Reason.RELEASE_LIMIT,
                    "The key of this server left %d times within %d minutes: a host that ends a machine again and again is given no more. The next start can be at %s."
                                    .formatted(
                                            Releases.MOST,
                                            Releases.WITHIN.toMinutes(),
                                            full.get().truncatedTo(ChronoUnit.SECONDS))
                            + NO_KEY);
        }
        if (lease.tier() == Tier.CONFIDENTIAL && server.confidence().mayRun()) {
            throw new LaunchException(
                    Reason.EARLIER_BOOT_OPEN,
                    "Start %d of this server was given the key and has not proven its end: if it still runs, another start makes a copy of it. Go on only if you take it that it ended."
                            .formatted(server.confidence().released()));
        }
        try {
            return expected(images, server);
        } catch (IOException e) {
            throw new LaunchException(Reason.NO_MEASUREMENT, e.getMessage() + NO_KEY);
        }
    }

    /// @param expected of the lease, as [#expected] gave it
    /// @param asked when the nonce was handed out
    /// @throws LaunchException when no key may leave, or the user must be asked first
    ReleaseGrant grant(
            ServerCase server,
            Lease lease,
            Optional<LaunchProfile> expected,
            GuestLine.Hello session,
            GuestLine.Evidence guest,
            Bytes certificates,
            Instant asked)
            throws LaunchException {
        return switch (lease.tier()) {
            case STANDARD -> granted(ReleaseGrant.unattested(lease.tier(), session, guest));
            case CONFIDENTIAL ->
                    granted(
                            ReleaseGrant.attested(
                                    session,
                                    guest,
                                    proof(
                                            server,
                                            lease,
                                            expected.orElseThrow(),
                                            session,
                                            guest,
                                            certificates,
                                            asked)));
        };
    }

    private VerifiedEvidence proof(
            ServerCase server,
            Lease lease,
            LaunchProfile expected,
            GuestLine.Hello session,
            GuestLine.Evidence guest,
            Bytes certificates,
            Instant asked)
            throws LaunchException {
        requireReport(guest.report());
        var challenge =
                new Challenge(
                        ReleaseGrant.reportData(session, guest).digest(),
                        ReleaseGrant.hostData(session).digest(),
                        asked,
                        server.record().confidence().knownChip().orElse(null));
        try {
            var evidence = attestor.complete(evidence(guest.report(), certificates));
            var at = clock.instant();
            var result = attestor.verifier().verify(evidence, expected, challenge, at);
            attestor.keep(
                    lease.id(),
                    result.verdict(),
                    words(result),
                    new SavedEvidence(evidence, expected, challenge, at));
            return decided(server, result);
        } catch (IOException e) {
            throw new LaunchException(Reason.EVIDENCE_REFUSED, e.getMessage() + NO_KEY);
        }
    }

    private static VerifiedEvidence decided(ServerCase server, AttestationResult result)
            throws LaunchException {
        switch (result.outcome()) {
            case Outcome.Release(var proof) -> {
                return proof;
            }
            case Outcome.Ask ask -> {
                var proof = ask.accept(server.record().confidence().accepted());
                if (proof.isPresent()) {
                    return proof.get();
                }
                var doubts = ask.doubts().stream().map(Check::id).collect(Collectors.toSet());
                server.journal(
                        "doubts",
                        server.record().with(server.record().confidence().doubting(doubts)));
                throw new LaunchException(
                        Reason.EVIDENCE_DOUBTS,
                        words(result) + NO_KEY + " You can accept this and start again.");
            }
            case Outcome.Refuse _ ->
                    throw new LaunchException(Reason.EVIDENCE_REFUSED, words(result) + NO_KEY);
        }
    }

    private static void requireReport(Bytes report) throws LaunchException {
        if (report.size() == 0) {
            throw new LaunchException(
                    Reason.EVIDENCE_REFUSED,
                    "The lease promises a confidential machine, and this one proves nothing."
                            + NO_KEY);
        }
        if (report.size() != SnpReport.SIZE) {
            throw new LaunchException(
                    Reason.EVIDENCE_REFUSED,
                    "The machine's report is damaged: %d bytes, expected %d."
                                    .formatted(report.size(), SnpReport.SIZE)
                            + NO_KEY);
        }
    }

    /// Certificates are only a service of the provider's: what is too long is left out.
    private static Evidence evidence(Bytes report, Bytes certificates) {
        return certificates.size() == 0 || certificates.size() > MAX_CERTIFICATES
                ? Evidence.of(report)
                : Evidence.of(report, certificates);
    }

    /// The first of what is wrong or in doubt as a sentence, then all of it by name.
    private static String words(AttestationResult result) {
        List<Check> worst =
                switch (result.outcome()) {
                    case Outcome.Release _ -> List.of();
                    case Outcome.Ask ask -> ask.doubts();
                    case Outcome.Refuse(var causes) -> causes;
                };
        if (worst.isEmpty()) {
            return "The machine was verified on this computer.";
        }
        return worst.getFirst().sentence()
                + worst.stream()
                        .map(check -> check.id().name())
                        .collect(Collectors.joining(", ", " (", ")."));
    }

    private static ReleaseGrant granted(GrantOutcome outcome) throws LaunchException {
        return switch (outcome) {
            case GrantOutcome.Granted(ReleaseGrant grant) -> grant;
            case GrantOutcome.Refused(var reason) ->
                    throw new LaunchException(Reason.EVIDENCE_REFUSED, reason.sentence() + NO_KEY);
        };
    }
}
