package io.p2pcloud.attestation;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// All rows of one verification, and what follows from them.
public final class AttestationResult {
    private final List<Check> checks;
    private final @Nullable SnpReport report;
    private final @Nullable Product product;
    private final boolean simulated;
    private final Outcome outcome;

    /// @param evidence makes the proof if the rows allow it
    AttestationResult(
            List<Check> checks,
            @Nullable SnpReport report,
            @Nullable Product product,
            boolean simulated,
            Function<List<Check>, VerifiedEvidence> evidence) {
        this.checks = List.copyOf(checks);
        this.report = report;
        this.product = product;
        this.simulated = simulated;
        this.outcome =
                switch (Verdict.of(this.checks)) {
                    case RELEASE -> new Outcome.Release(evidence.apply(this.checks));
                    case ASK -> new Outcome.Ask(evidence.apply(this.checks));
                    case REFUSE -> new Outcome.Refuse(causes(this.checks));
                };
    }

    /// One row for each [Reason], in its order.
    public List<Check> checks() {
        return checks;
    }

    public Check check(Reason reason) {
        for (var check : checks) {
            if (check.id() == reason) {
                return check;
            }
        }
        throw new IllegalStateException("a result has a row for every reason");
    }

    public Verdict verdict() {
        return Verdict.of(checks);
    }

    /// The evidence by itself, without what was expected of this launch.
    public Grade grade() {
        return Grade.of(checks);
    }

    public Outcome outcome() {
        return outcome;
    }

    /// What was judged; empty if it was not as long as a report.
    public Optional<SnpReport> report() {
        return Optional.ofNullable(report);
    }

    /// Empty for a CPU that this version does not know.
    public Optional<Product> product() {
        return Optional.ofNullable(product);
    }

    /// The chain ends in a test's root: the screen says SIMULATED in place of the shield.
    public boolean simulated() {
        return simulated;
    }

    private static List<Check> causes(List<Check> checks) {
        return checks.stream()
                .filter(check ->
                        check.status() == Status.FAIL
                                || (check.status() == Status.NOT_RUN && check.id().mandatory()))
                .toList();
    }
}
