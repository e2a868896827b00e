package io.p2pcloud.attestation;

import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Makes evidence of parts that a person hands over in any order, each told by what is in it: a
/// report, certificates in any form, revocation lists, or evidence that was saved.
public final class EvidenceParts {
    private static final String PEM_LIST = "-----BEGIN X509 CRL-----";

    private final List<Bytes> certificates = new ArrayList<>();
    private final List<Bytes> lists = new ArrayList<>();
    private @Nullable Bytes report;
    private @Nullable SavedEvidence saved;

    private EvidenceParts() {}

    /// @param name for complaints, such as the file's
    public record Part(String name, Bytes bytes) {}

    /// @param before what certificates without a report of their own belong to
    /// @throws IllegalArgumentException with one sentence when a part is of no use, or none is or
    ///   was a report
    public static SavedEvidence collect(
            List<Part> parts, Optional<SavedEvidence> before, Instant now) {
        var all = new EvidenceParts();
        parts.forEach(all::take);
        return all.evidence(before, now);
    }

    private void take(Part part) {
        var bytes = part.bytes();
        if (bytes.size() == SnpReport.SIZE && !CertificateSet.isReadable(bytes)) {
            once(part);
            report = bytes;
        } else if (bytes.size() > 0 && bytes.at(0) == '{') {
            once(part);
            saved = saved(part);
        } else if (CertificateSet.isReadable(bytes)) {
            certificates.add(bytes);
        } else if (RevocationChecks.isList(bytes) || startsAsPemList(bytes)) {
            lists.add(bytes);
        } else {
            throw new IllegalArgumentException(
                    "%s is neither a report of %d bytes nor certificates, a revocation list or saved evidence: it has %d bytes."
                            .formatted(part.name(), SnpReport.SIZE, bytes.size()));
        }
    }

    private void once(Part part) {
        if (report != null || saved != null) {
            throw new IllegalArgumentException(
                    "%s is a second report: check one at a time.".formatted(part.name()));
        }
    }

    private static SavedEvidence saved(Part part) {
        JsonNode json;
        try {
            json = Json.parse(part.bytes().toArray());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "%s cannot be used: it is not whole, or no JSON; export it again."
                            .formatted(part.name()),
                    e);
        }
        try {
            return SavedEvidence.read(json);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "%s cannot be used: %s.".formatted(part.name(), e.getMessage()), e);
        }
    }

    private SavedEvidence evidence(Optional<SavedEvidence> before, Instant now) {
        SavedEvidence base;
        if (report != null) {
            base = SavedEvidence.alone(Evidence.of(report), now);
        } else if (saved != null) {
            base = saved;
        } else {
            base =
                    before.orElseThrow(() ->
                            new IllegalArgumentException(
                                    "There is no report among these: a report has %d bytes."
                                            .formatted(SnpReport.SIZE)));
        }
        // What was handed over last goes first: certificates beyond the bound are not looked at.
        var evidence =
                new Evidence(base.evidence().report(), certificates, lists)
                        .withCertificates(base.evidence().certificates());
        for (var list : base.evidence().revocationLists()) {
            evidence = evidence.withRevocationList(list);
        }
        return base.with(evidence);
    }

    private static boolean startsAsPemList(Bytes bytes) {
        int size = Math.min(bytes.size(), PEM_LIST.length());
        return new String(bytes.slice(0, size).toArray(), StandardCharsets.US_ASCII)
                .equals(PEM_LIST);
    }
}
