package io.p2pcloud.attestation.keyservice;

import io.p2pcloud.attestation.AttestationResult;
import io.p2pcloud.attestation.AttestationVerifier;
import io.p2pcloud.attestation.Evidence;
import io.p2pcloud.attestation.Reason;
import io.p2pcloud.attestation.SnpReport;
import io.p2pcloud.attestation.Status;
import io.p2pcloud.attestation.keyservice.KeyServiceAnswer.Found;
import io.p2pcloud.attestation.keyservice.KeyServiceAnswer.NotFound;
import io.p2pcloud.common.Bytes;
import java.io.ByteArrayInputStream;
import java.security.cert.CRLException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Adds to evidence what it lacks: from the disk first, then from AMD. Asks for nothing that is
/// there already and sound, so that a provider who sends everything costs AMD no request.
public final class CertificateFinder {
    /// Rows that another certificate for the chip could mend.
    private static final Set<Reason> LEAF =
            EnumSet.of(
                    Reason.CHAIN_LEAF,
                    Reason.CHAIN_TIME,
                    Reason.SIGNATURE,
                    Reason.CHIP_CERTIFICATE,
                    Reason.TCB_CERTIFICATE);

    /// Rows that other certificates above it could mend.
    private static final Set<Reason> AUTHORITIES =
            EnumSet.of(Reason.CHAIN_ROOT, Reason.CHAIN_LINKS, Reason.CHAIN_TIME);

    /// What is left when the right certificate is there and did not sign the report.
    private static final Set<Reason> FORGED = EnumSet.of(Reason.SIGNATURE);

    private static final Duration LIST_AGE = Duration.ofDays(1);

    private final AttestationVerifier verifier;
    private final CertificateCache cache;
    private final KeyService service;
    private final InstantSource clock;

    public CertificateFinder(
            AttestationVerifier verifier,
            CertificateCache cache,
            KeyService service,
            InstantSource clock) {
        this.verifier = verifier;
        this.cache = cache;
        this.service = service;
        this.clock = clock;
    }

    /// Blocks while AMD is asked. Reports that cannot be genuine are not completed: nobody can make
    /// this app ask AMD about made-up chips for more than one certificate.
    public CompletedEvidence complete(Evidence evidence) {
        if (evidence.report().size() != SnpReport.SIZE) {
            return new CompletedEvidence(evidence, List.of());
        }
        var report = new SnpReport(evidence.report());
        var missing = new ArrayList<NotFound>();
        var complete = mend(evidence, KeyServicePath.chip(report), LEAF, missing);
        complete = mend(complete, KeyServicePath.chain(report), AUTHORITIES, missing);
        if (evidence.revocationLists().isEmpty() && needs(judge(complete), LEAF).isEmpty()) {
            complete = withRevocationList(complete, report, missing);
        }
        return new CompletedEvidence(complete, missing);
    }

    private Evidence mend(
            Evidence evidence,
            Optional<KeyServicePath> path,
            Set<Reason> rows,
            List<NotFound> missing) {
        var before = needs(judge(evidence), rows);
        if (before.isEmpty() || path.isEmpty()) {
            return evidence;
        }
        var best = evidence;
        var left = before;
        var cached = cache.find(path.get());
        if (cached.isPresent()) {
            var with = with(cached.get().bytes(), evidence);
            var rest = needs(judge(with), rows);
            // Another certificate for the same chip and levels would hold the same key.
            if (FORGED.containsAll(rest)) {
                return with;
            }
            // It has expired, or is another chip's: AMD is asked all the same.
            if (isBetter(rest, left)) {
                best = with;
                left = rest;
            }
        }
        switch (service.get(path.get().path())) {
            case Found found -> {
                var with = with(found.bytes(), evidence);
                if (isBetter(needs(judge(with), rows), left)) {
                    cache.store(path.get(), found.bytes(), clock.instant());
                    return with;
                }
            }
            case NotFound why -> missing.add(why);
        }
        return best;
    }

    private static boolean isBetter(Set<Reason> rest, Set<Reason> before) {
        return before.containsAll(rest) && rest.size() < before.size();
    }

    private Evidence withRevocationList(
            Evidence evidence, SnpReport report, List<NotFound> missing) {
        var path = KeyServicePath.revocationList(report);
        if (path.isEmpty()) {
            return evidence;
        }
        var cached = cache.find(path.get()).filter(it -> isList(it.bytes()));
        boolean fresh = cached.isPresent() && isFresh(cached.get().stored());
        if (!fresh) {
            switch (service.get(path.get().path())) {
                case Found found -> {
                    var with = evidence.withRevocationList(found.bytes());
                    if (judge(with).check(Reason.CHAIN_REVOCATION).status() == Status.PASS) {
                        cache.store(path.get(), found.bytes(), clock.instant());
                    }
                    return with;
                }
                case NotFound why -> missing.add(why);
            }
        }
        return cached.isEmpty() ? evidence : evidence.withRevocationList(cached.get().bytes());
    }

    /// A time in the future says nothing about the age.
    private boolean isFresh(Instant stored) {
        var now = clock.instant();
        return !stored.isAfter(now) && stored.plus(LIST_AGE).isAfter(now);
    }

    /// A damaged file is as good as none; what a sound one says is never passed over.
    private static boolean isList(Bytes bytes) {
        try {
            CertificateFactory.getInstance("X.509")
                    .generateCRL(new ByteArrayInputStream(bytes.toArray()));
            return true;
        } catch (CertificateException | CRLException e) {
            return false;
        }
    }

    /// What was found goes first: evidence stuffed with certificates must not crowd it out.
    private static Evidence with(Bytes found, Evidence evidence) {
        return new Evidence(evidence.report(), List.of(found), evidence.revocationLists())
                .withCertificates(evidence.certificates());
    }

    private AttestationResult judge(Evidence evidence) {
        return verifier.judge(evidence, clock.instant());
    }

    private static Set<Reason> needs(AttestationResult result, Set<Reason> rows) {
        var bad = EnumSet.noneOf(Reason.class);
        for (var reason : rows) {
            var status = result.check(reason).status();
            if (status == Status.FAIL || status == Status.NOT_RUN) {
                bad.add(reason);
            }
        }
        return bad;
    }
}
