package io.p2pcloud.attestation;

import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// The rows of one verification while they are collected.
final class Checks {
    private final Map<Reason, Check> rows = new EnumMap<>(Reason.class);

    /// @throws IllegalStateException when the reason has its row already
    void add(Check check) {
        if (rows.putIfAbsent(check.id(), check) != null) {
            throw new IllegalStateException("two rows for " + check.id());
        }
    }

    /// A row that passes or fails on `holds`, with a sentence for either.
    void require(
            Reason id,
            boolean holds,
            Object expected,
            Object actual,
            String ifTrue,
            String ifFalse) {
        decide(id, holds ? Status.PASS : Status.FAIL, expected, actual, holds ? ifTrue : ifFalse);
    }

    void decide(Reason id, Status status, Object expected, Object actual, String sentence) {
        add(new Check(id, status, expected.toString(), actual.toString(), sentence, ""));
    }

    /// All rows in the order of [Reason]; what no check reached is there as NOT_RUN.
    List<Check> complete(String whyNotRun) {
        for (var reason : Reason.values()) {
            rows.computeIfAbsent(reason, id -> Check.notRun(id, whyNotRun));
        }
        return List.copyOf(rows.values());
    }

    static Verdict worst(Collection<Check> checks, Predicate<Reason> counted) {
        var statuses = new EnumMap<Reason, Status>(Reason.class);
        for (var check : checks) {
            statuses.merge(check.id(), check.status(), Checks::worse);
        }
        var verdict = Verdict.RELEASE;
        for (var reason : Reason.values()) {
            if (counted.test(reason)) {
                var here = of(reason, statuses.getOrDefault(reason, Status.NOT_RUN));
                verdict = here.compareTo(verdict) > 0 ? here : verdict;
            }
        }
        return verdict;
    }

    private static Verdict of(Reason reason, Status status) {
        return switch (status) {
            case PASS, NOTE -> Verdict.RELEASE;
            case WARN -> Verdict.ASK;
            case FAIL -> Verdict.REFUSE;
            case NOT_RUN -> reason.mandatory() ? Verdict.REFUSE : Verdict.RELEASE;
        };
    }

    private static Status worse(Status one, Status other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
