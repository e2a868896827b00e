package io.p2pcloud.attestation.command;

import io.p2pcloud.attestation.AttestationResult;
import io.p2pcloud.attestation.Check;
import io.p2pcloud.attestation.Product;
import io.p2pcloud.attestation.Status;
import java.util.List;

/// A result for people: what follows first, then what stands against it, then all rows.
final class ResultText {
    /// What no report can say anything about.
    static final List<String> NOT_PROTECTED =
            List.of(
                    "The proof protects against software on the host, not against someone who opens"
                            + " the machine.",
                    "The host can put back older encrypted data on the disk.");

    private ResultText() {}

    /// @param full whether image and session were judged, too
    static String write(AttestationResult result, boolean full) {
        var text = new StringBuilder();
        if (result.simulated()) {
            text.append("SIMULATED: signed under a test root, no proof about any hardware.\n");
        }
        text.append("Evidence: ").append(result.grade()).append('\n');
        text.append("Verdict: ")
                .append(result.verdict())
                .append(
                        full
                                ? "\n"
                                : " (image and session were not given, so nothing is released)\n");
        text.append("Product: ")
                .append(result.product().map(Product::productName).orElse("unknown"))
                .append('\n');
        for (var check : result.checks()) {
            if (check.status() == Status.FAIL || check.status() == Status.WARN) {
                text.append("  ").append(check.sentence()).append('\n');
            }
        }
        for (var check : result.checks()) {
            row(text, check);
        }
        text.append("Not covered:\n");
        NOT_PROTECTED.forEach(limit -> text.append("  ").append(limit).append('\n'));
        return text.substring(0, text.length() - 1);
    }

    private static void row(StringBuilder text, Check check) {
        text.append("%-8s%-20s %s%n".formatted(check.status(), check.id(), check.sentence()));
        if (check.status() == Status.FAIL || check.status() == Status.WARN) {
            text.append("%28s expected %s%n".formatted("", check.expected()));
            text.append("%28s actual   %s%n".formatted("", check.actual()));
            if (!check.detail().isEmpty()) {
                text.append("%28s %s%n".formatted("", check.detail()));
            }
        }
    }
}
