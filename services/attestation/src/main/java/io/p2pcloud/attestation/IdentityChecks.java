package io.p2pcloud.attestation;

import static io.p2pcloud.attestation.Reason.BINDING_FRESHNESS;
import static io.p2pcloud.attestation.Reason.BINDING_HOST_DATA;
import static io.p2pcloud.attestation.Reason.BINDING_REPORT_DATA;
import static io.p2pcloud.attestation.Reason.CHIP_EXPECTED;
import static io.p2pcloud.attestation.Reason.GUEST_SVN;
import static io.p2pcloud.attestation.Reason.ID_KEY;
import static io.p2pcloud.attestation.Reason.MEASUREMENT;

import io.p2pcloud.common.Bytes;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;

/// Whether the guest is the one that was ordered and answers this very session.
final class IdentityChecks {
    private IdentityChecks() {}

    static void identity(SnpReport report, LaunchProfile profile, Checks checks) {
        checks.require(
                MEASUREMENT,
                profile.measurements().contains(report.measurement()),
                profile.measurements().size() == 1
                        ? profile.measurements().getFirst()
                        : "one of " + profile.measurements().size() + " for " + profile.name(),
                report.measurement(),
                "The machine started exactly the software you chose: %s.".formatted(profile.name()),
                "The machine started other software than the image you chose (%s): do not use it."
                        .formatted(profile.name()));
        checks.require(
                GUEST_SVN,
                report.guestSvn() >= profile.minimumGuestSvn(),
                "at least " + profile.minimumGuestSvn(),
                report.guestSvn(),
                "The image is new enough.",
                "The image is an outdated version.");
        profile.expectedIdKey()
                .ifPresent(key ->
                        checks.require(
                                ID_KEY,
                                key.equals(report.idKeyDigest()),
                                key,
                                report.idKeyDigest(),
                                "The image was signed by its publisher.",
                                "The image was not signed by its publisher."));
    }

    static void binding(
            SnpReport report, Challenge challenge, Duration maxAge, Instant at, Checks checks) {
        chip(report, challenge, checks);
        checks.require(
                BINDING_HOST_DATA,
                same(challenge.hostData().value(), report.hostData().value()),
                challenge.hostData(),
                report.hostData(),
                "The machine was started for this lease and obeys this app's key alone.",
                "The machine was started for another lease, or obeys another key than this app's.");
        checks.require(
                BINDING_REPORT_DATA,
                same(challenge.reportData(), report.reportData()),
                challenge.reportData(),
                report.reportData(),
                "The report answers this session's question.",
                "The report does not belong to this session.");
        var age = Duration.between(challenge.issuedAt(), at);
        checks.require(
                BINDING_FRESHNESS,
                !age.isNegative() && age.compareTo(maxAge) <= 0,
                "at most %d seconds".formatted(maxAge.toSeconds()),
                age.toSeconds() + " seconds",
                "The answer is fresh.",
                age.isNegative()
                        ? "The question lies in the future: check this computer's clock."
                        : "The answer is too old: try again.");
    }

    private static void chip(SnpReport report, Challenge challenge, Checks checks) {
        var chip = report.chipId();
        if (challenge.expectedChip().isEmpty()) {
            checks.decide(
                    CHIP_EXPECTED,
                    Status.NOTE,
                    "",
                    chip,
                    "This processor is new to you: it is remembered for the next start.");
            return;
        }
        var expected = challenge.expectedChip().get();
        checks.require(
                CHIP_EXPECTED,
                expected.equals(chip),
                expected,
                chip,
                "The report comes from the processor that this offer registered.",
                "The report comes from another processor than the one this offer registered.");
    }

    private static boolean same(Bytes expected, Bytes actual) {
        return MessageDigest.isEqual(expected.toArray(), actual.toArray());
    }
}
