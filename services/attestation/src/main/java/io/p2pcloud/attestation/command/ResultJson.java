package io.p2pcloud.attestation.command;

import io.p2pcloud.attestation.AttestationResult;
import io.p2pcloud.attestation.Product;
import io.p2pcloud.common.Json;
import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/// A result for programs: `evidence`, `verdict`, `product`, `simulated`, `at`, `checks`,
/// `notProtected`.
public final class ResultJson {
    private ResultJson() {}

    /// @param at the time of the check
    public static String write(AttestationResult result, Instant at) {
        var json = Json.mapper().createObjectNode();
        json.put("evidence", result.grade().name());
        json.put("verdict", result.verdict().name());
        json.put("product", result.product().map(Product::productName).orElse("unknown"));
        json.put("simulated", result.simulated());
        json.put("at", at.toString());
        checks(json, result);
        var limits = json.putArray("notProtected");
        ResultText.NOT_PROTECTED.forEach(limits::add);
        return Json.writePretty(json);
    }

    private static void checks(ObjectNode json, AttestationResult result) {
        var checks = json.putArray("checks");
        for (var check : result.checks()) {
            checks.addObject()
                    .put("id", check.id().name())
                    .put("group", check.group().name())
                    .put("status", check.status().name())
                    .put("expected", check.expected())
                    .put("actual", check.actual())
                    .put("sentence", check.sentence())
                    .put("detail", check.detail());
        }
    }
}
