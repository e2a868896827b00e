package io.p2pcloud.attestation;

import static io.p2pcloud.attestation.Status.FAIL;
import static io.p2pcloud.attestation.Status.NOTE;
import static io.p2pcloud.attestation.Status.PASS;

import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Bytes32;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Changes to what was launched and to the session that is answered.
final class IdentityChanges {
    private IdentityChanges() {}

    static List<Change> identity() {
        return List.of(
                Change.of("other software", Reason.MEASUREMENT, FAIL, s -> s.report.u8(0x90, 0x5b)),
                Change.of(
                        "one of several accepted",
                        Reason.MEASUREMENT,
                        PASS,
                        s ->
                                s.profile =
                                        new LaunchProfile(
                                                "any size",
                                                List.of(
                                                        Bytes.ofHex("11".repeat(48)),
                                                        Scenario.MEASUREMENT),
                                                s.profile.policy(),
                                                0,
                                                0,
                                                null)),
                Change.of(
                        "an outdated image",
                        Reason.GUEST_SVN,
                        FAIL,
                        s -> {
                            s.profile = profile(s, 5, null);
                            s.report.u32(4, 4);
                        }),
                Change.of(
                        "an image by its publisher",
                        Reason.ID_KEY,
                        PASS,
                        s -> s.profile = profile(s, 0, Bytes.of(new byte[48]))),
                Change.of(
                        "an image by another",
                        Reason.ID_KEY,
                        FAIL,
                        s -> s.profile = profile(s, 0, Bytes.ofHex("01".repeat(48)))),
                Change.of(
                        "another chip than registered",
                        Reason.CHIP_EXPECTED,
                        FAIL,
                        s -> s.challenge = challenge(s, SimulatedChip.genoa(9).chipId())),
                Change.of(
                        "a chip on first sight",
                        Reason.CHIP_EXPECTED,
                        NOTE,
                        s ->
                                s.challenge =
                                        new Challenge(
                                                Scenario.REPORT_DATA,
                                                Scenario.HOST_DATA,
                                                s.challenge.issuedAt(),
                                                null)),
                Change.of(
                        "another lease",
                        Reason.BINDING_HOST_DATA,
                        FAIL,
                        s -> s.report.hostData(Bytes32.ZERO)),
                Change.of(
                        "another session",
                        Reason.BINDING_REPORT_DATA,
                        FAIL,
                        s -> s.report.u8(0x8f, 0)),
                Change.of(
                        "a late answer",
                        Reason.BINDING_FRESHNESS,
                        FAIL,
                        s -> s.at = s.challenge.issuedAt().plus(Duration.ofSeconds(301))),
                Change.of(
                        "an answer before the question",
                        Reason.BINDING_FRESHNESS,
                        FAIL,
                        s -> s.at = s.challenge.issuedAt().minus(Duration.ofSeconds(1))));
    }

    private static LaunchProfile profile(Scenario s, long svn, @Nullable Bytes idKey) {
        return new LaunchProfile(
                "an image", List.of(Scenario.MEASUREMENT), s.profile.policy(), svn, 0, idKey);
    }

    private static Challenge challenge(Scenario s, Bytes chip) {
        return new Challenge(
                Scenario.REPORT_DATA, Scenario.HOST_DATA, s.challenge.issuedAt(), chip);
    }
}
