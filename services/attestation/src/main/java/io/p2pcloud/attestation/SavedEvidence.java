package io.p2pcloud.attestation;

import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.common.Json;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Evidence as it is kept and handed on: with what it was judged against and when, so that anyone
/// can judge it again. It holds no secrets.
///
/// @param profile null when the evidence alone was judged
/// @param challenge null exactly when `profile` is
/// @param at when it was judged first: an old answer was fresh then
public record SavedEvidence(
        Evidence evidence,
        @Nullable LaunchProfile profile,
        @Nullable Challenge challenge,
        Instant at) {
    static final String FORMAT = "p2pcloud-evidence/1";
    private static final int MAX_PARTS = 32;
    private static final int REPORT_DATA = 64;

    public SavedEvidence {
        if ((profile == null) != (challenge == null)) {
            throw new IllegalArgumentException("evidence is kept with profile and session or none");
        }
    }

    public static SavedEvidence of(VerifiedEvidence proof) {
        return new SavedEvidence(proof.evidence(), proof.profile(), proof.challenge(), proof.at());
    }

    public static SavedEvidence alone(Evidence evidence, Instant at) {
        return new SavedEvidence(evidence, null, null, at);
    }

    /// The same session with other certificates or lists.
    public SavedEvidence with(Evidence other) {
        return new SavedEvidence(other, profile, challenge, at);
    }

    /// The same as if it had been judged first at another time.
    public SavedEvidence asOf(Instant other) {
        return new SavedEvidence(evidence, profile, challenge, other);
    }

    /// Judges again what was judged: with image and session as of the first time, since no answer
    /// stays fresh, and evidence alone as of `now`.
    public AttestationResult verify(AttestationVerifier verifier, Instant now) {
        return profile == null || challenge == null
                ? verifier.judge(evidence, now)
                : verifier.verify(evidence, profile, challenge, at);
    }

    /// Reads the text of `toJson`.
    ///
    /// @throws IllegalArgumentException when the text is no such evidence
    public static SavedEvidence parse(String json) {
        return read(Json.parse(json));
    }

    static SavedEvidence read(JsonNode json) {
        var fields = new JsonFields("the evidence", json);
        if (!FORMAT.equals(fields.text("format"))) {
            throw new IllegalArgumentException("not evidence in the format " + FORMAT);
        }
        var evidence =
                new Evidence(
                        fields.hexUpTo("report", SnpReport.SIZE),
                        fields.hexListUpTo("certificates", CertificateSet.MAX_PART, MAX_PARTS),
                        fields.hexListUpTo(
                                "revocationLists", RevocationChecks.MAX_LIST, MAX_PARTS));
        boolean whole = fields.has("profile") || fields.has("challenge");
        return new SavedEvidence(
                evidence,
                whole ? LaunchProfile.read(fields.object("profile")) : null,
                whole ? challenge(new JsonFields("challenge", fields.object("challenge"))) : null,
                instant(fields, "at"));
    }

    public String toJson() {
        var json = Json.mapper().createObjectNode();
        json.put("format", FORMAT);
        json.put("at", at.toString());
        json.put("report", evidence.report().toHex());
        put(json, "certificates", evidence.certificates());
        put(json, "revocationLists", evidence.revocationLists());
        if (profile != null && challenge != null) {
            json.set("profile", profile.write());
            var session = json.putObject("challenge");
            session.put("reportData", challenge.reportData().toHex());
            session.put("hostData", challenge.hostData().toHex());
            session.put("issuedAt", challenge.issuedAt().toString());
            challenge.expectedChip().ifPresent(chip -> session.put("chip", chip.toHex()));
        }
        return Json.writePretty(json);
    }

    private static void put(ObjectNode json, String name, List<Bytes> parts) {
        var list = json.putArray(name);
        parts.forEach(part -> list.add(part.toHex()));
    }

    private static Challenge challenge(JsonFields fields) {
        return new Challenge(
                fields.hex("reportData", REPORT_DATA),
                new Bytes32(fields.hex("hostData", Bytes32.SIZE)),
                instant(fields, "issuedAt"),
                fields.has("chip") ? fields.hex("chip", REPORT_DATA) : null);
    }

    private static Instant instant(JsonFields fields, String name) {
        try {
            return Instant.parse(fields.text(name));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("\"" + name + "\" is no time", e);
        }
    }
}
