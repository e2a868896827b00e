package io.p2pcloud.views.proof;

import io.p2pcloud.attestation.AttestationResult;
import io.p2pcloud.attestation.Check;
import io.p2pcloud.attestation.Grade;
import io.p2pcloud.attestation.Status;
import io.p2pcloud.attestation.Verdict;
import io.p2pcloud.views.common.Mark;
import io.p2pcloud.views.common.Texts;
import io.p2pcloud.views.common.Tone;
import java.util.List;
import java.util.Optional;

/// The verdict at a glance.
///
/// @param mark the trust mark, where one of the product's words holds; evidence alone earns none
/// @param headline the verdict as a sentence
/// @param more what it rests on or lacks
public record ProofFace(Optional<Mark> mark, String icon, Tone tone, String headline, String more) {
    private static final String GENUINE = "mdi2c-check-decagram-outline";
    private static final String REFUSED = "mdi2c-close-circle";

    /// @param full whether image and session were judged, too
    static ProofFace of(AttestationResult result, boolean full) {
        if (full) {
            return whole(result);
        }
        return switch (result.grade()) {
            case ACCEPTED -> accepted(result);
            case WARN ->
                    new ProofFace(
                            Optional.empty(),
                            Mark.DOUBTS.icon(),
                            Tone.WARNING,
                            simulatedOr(
                                    result,
                                    Texts.count("proof.warned", bad(result, Status.WARN).size())),
                            sentences(bad(result, Status.WARN)));
            case REJECTED ->
                    new ProofFace(
                            Optional.empty(),
                            REFUSED,
                            Tone.DANGER,
                            Texts.of("proof.rejected"),
                            sentences(causes(result)));
        };
    }

    private static ProofFace whole(AttestationResult result) {
        if (result.verdict() == Verdict.REFUSE) {
            return new ProofFace(
                    Optional.empty(),
                    REFUSED,
                    Tone.DANGER,
                    Texts.of("proof.refused"),
                    sentences(causes(result)));
        }
        if (result.simulated()) {
            return marked(Mark.SIMULATED, Mark.SIMULATED.sentence(), Texts.of("proof.simulated"));
        }
        var doubts = bad(result, Status.WARN);
        return doubts.isEmpty()
                ? marked(Mark.ATTESTED, Mark.ATTESTED.sentence(), Texts.of("proof.attested"))
                : marked(Mark.DOUBTS, Texts.of("proof.doubts", doubts.size()), sentences(doubts));
    }

    private static ProofFace accepted(AttestationResult result) {
        var more = Texts.of("proof.accepted.words");
        return result.simulated()
                ? marked(Mark.SIMULATED, Mark.SIMULATED.sentence(), more)
                : new ProofFace(
                        Optional.empty(), GENUINE, Tone.SUCCESS, Texts.of("proof.accepted"), more);
    }

    private static ProofFace marked(Mark mark, String headline, String more) {
        return new ProofFace(Optional.of(mark), mark.icon(), mark.tone(), headline, more);
    }

    private static String simulatedOr(AttestationResult result, String words) {
        return result.simulated() ? Mark.SIMULATED.words() + ". " + words : words;
    }

    /// What stands against it: failures first, else what could not be checked.
    private static List<Check> causes(AttestationResult result) {
        var failed = bad(result, Status.FAIL);
        return failed.isEmpty()
                ? result.checks().stream()
                        .filter(it -> it.status() == Status.NOT_RUN)
                        .filter(it -> it.id().mandatory())
                        .filter(it ->
                                it.group().aboutEvidence() || result.grade() != Grade.REJECTED)
                        .toList()
                : failed;
    }

    private static List<Check> bad(AttestationResult result, Status status) {
        return result.checks().stream().filter(it -> it.status() == status).toList();
    }

    /// The first two; the rows below say the rest.
    private static String sentences(List<Check> checks) {
        var words =
                String.join(" ", checks.stream().limit(2).map(Check::sentence).distinct().toList());
        return checks.size() > 2
                ? words + " " + Texts.of("proof.and-more", checks.size() - 2)
                : words;
    }
}
