package io.p2pcloud.attestation;

import io.p2pcloud.common.Json;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The policy as JSON. Every field must be there: a demand that is missing would be a demand that
/// is not made.
final class PolicyFormat {
    static final String FORMAT = "p2pcloud-attestation-policy/1";
    private static final int MAX_CPUS = 256;
    private static final int CHALLENGE = (int) AttestationPolicy.LONGEST_CHALLENGE.toSeconds();
    private static final int REVOCATION = (int) AttestationPolicy.LONGEST_REVOCATION.toDays();

    private PolicyFormat() {}

    static AttestationPolicy read(JsonNode json) {
        var fields = new JsonFields("policy", json);
        if (!FORMAT.equals(fields.text("format"))) {
            throw new IllegalArgumentException("not a policy in the format " + FORMAT);
        }
        var cpus = new ArrayList<CpuRule>();
        var seen = new HashSet<Integer>();
        for (var entry : fields.array("cpus", MAX_CPUS)) {
            var rule = readRule(new JsonFields("cpus", entry));
            if (!seen.add(rule.family() << 8 | rule.model())) {
                throw new IllegalArgumentException("two rules for " + rule.name());
            }
            cpus.add(rule);
        }
        return new AttestationPolicy(
                fields.integer("version", 1, Integer.MAX_VALUE),
                date(fields.text("date")),
                cpus,
                new GuestPolicy(fields.bits("requiredPolicy")),
                new GuestPolicy(fields.bits("forbiddenPolicy")),
                new PlatformFlags(fields.bits("requiredPlatform")),
                new PlatformFlags(fields.bits("forbiddenPlatform")),
                fields.bits("requiredMitigations"),
                Duration.ofSeconds(fields.integer("challengeSeconds", 0, CHALLENGE)),
                Duration.ofDays(fields.integer("revocationDays", 0, REVOCATION)),
                fields.bool("vlekAllowed"));
    }

    static ObjectNode write(AttestationPolicy policy) {
        var json = Json.mapper().createObjectNode();
        json.put("format", FORMAT);
        json.put("version", policy.version());
        json.put("date", policy.date().toString());
        var cpus = json.putArray("cpus");
        for (var rule : policy.cpus()) {
            writeRule(cpus.addObject(), rule);
        }
        json.put("requiredPolicy", policy.requiredPolicy().toString());
        json.put("forbiddenPolicy", policy.forbiddenPolicy().toString());
        json.put("requiredPlatform", policy.requiredPlatform().toString());
        json.put("forbiddenPlatform", policy.forbiddenPlatform().toString());
        json.put("requiredMitigations", "0x" + Long.toHexString(policy.requiredMitigations()));
        json.put("challengeSeconds", policy.challengeAge().toSeconds());
        json.put("revocationDays", policy.revocationAge().toDays());
        json.put("vlekAllowed", policy.vlekAllowed());
        return json;
    }

    private static CpuRule readRule(JsonFields rule) {
        var minimum = new JsonFields("minimum", rule.object("minimum"));
        return new CpuRule(
                (int) rule.bits("family"),
                (int) rule.bits("model"),
                rule.text("name"),
                new TcbVersion(
                        minimum.integer("fmc", 0, 255),
                        minimum.integer("bootloader", 0, 255),
                        minimum.integer("tee", 0, 255),
                        minimum.integer("snp", 0, 255),
                        minimum.integer("microcode", 0, 255)),
                rule.integer("newestSnp", 0, 255),
                verdict(rule.text("best")),
                rule.text("weakness"));
    }

    private static void writeRule(ObjectNode json, CpuRule rule) {
        json.put("family", "0x" + Integer.toHexString(rule.family()));
        json.put("model", "0x" + Integer.toHexString(rule.model()));
        json.put("name", rule.name());
        json.putObject("minimum")
                .put("fmc", rule.minimum().fmc())
                .put("bootloader", rule.minimum().bootloader())
                .put("tee", rule.minimum().tee())
                .put("snp", rule.minimum().snp())
                .put("microcode", rule.minimum().microcode());
        json.put("newestSnp", rule.newestSnp());
        json.put("best", rule.best().name());
        json.put("weakness", rule.weakness());
    }

    private static Verdict verdict(String text) {
        for (var verdict : Verdict.values()) {
            if (verdict.name().equals(text)) {
                return verdict;
            }
        }
        throw new IllegalArgumentException("no verdict: " + text);
    }

    private static LocalDate date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("not a date: " + text, e);
        }
    }
}
