package io.p2pcloud.attestation;

import static io.p2pcloud.attestation.Status.FAIL;
import static io.p2pcloud.attestation.Status.NOTE;
import static io.p2pcloud.attestation.Status.PASS;
import static io.p2pcloud.attestation.Status.WARN;

import io.p2pcloud.common.Bytes;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;

/// Changes to the certificates above the chip, to their times and to the revocation list.
final class ChainChanges {
    /// Issuing distribution point, RFC 5280, 5.2.5.
    private static final String PART = "2.5.29.28";

    private static final byte[] ONLY_USERS =
            Der.sequence(Der.tagged(0x81, new byte[] {(byte) 0xff}));
    private static final String NUMBER = "2.5.29.20";
    private static final String CAUSE = "2.5.29.21";
    private static final byte[] SUPERSEDED = Der.tagged(0x0a, new byte[] {4});

    private ChainChanges() {}

    static List<Change> certificates() {
        var skewed = Duration.ofDays(1);
        return List.of(
                Change.of(
                        "a weaker hash",
                        Reason.CHAIN_LINKS,
                        FAIL,
                        s -> s.leaf(leaf(s).signedWith("SHA-256", 32))),
                Change.of(
                        "another salt",
                        Reason.CHAIN_LINKS,
                        FAIL,
                        s -> s.leaf(leaf(s).signedWith("SHA-384", 32))),
                Change.of(
                        "an intermediate that is no authority",
                        Reason.CHAIN_LINKS,
                        FAIL,
                        s ->
                                s.intermediate(
                                        s.chip.authority()
                                                .intermediateCertificate(false)
                                                .without("2.5.29.19"))),
                Change.of(
                        "an intermediate that may not sign",
                        Reason.CHAIN_LINKS,
                        FAIL,
                        s ->
                                s.intermediate(
                                        s.chip.authority()
                                                .intermediateCertificate(false)
                                                .criticalExtension(
                                                        "2.5.29.15",
                                                        Der.tagged(
                                                                3, new byte[] {7, (byte) 0x80})))),
                Change.of(
                        "a root that did not sign itself",
                        Reason.CHAIN_LINKS,
                        FAIL,
                        s ->
                                s.certificates.set(
                                        2,
                                        s.chip.authority()
                                                .rootCertificate()
                                                .issue(
                                                        s.chip.authority()
                                                                .intermediate()
                                                                .getPrivate()))),
                Change.of(
                        "an intermediate whose name has a part of two values",
                        Reason.CHAIN_LINKS,
                        FAIL,
                        s -> {
                            var name = SimulatedCertificate.doubleName("SEV-Genoa");
                            s.intermediate(
                                    s.chip.authority()
                                            .intermediateCertificate(false)
                                            .subject(name));
                            s.leaf(leaf(s).issuer(name));
                        }),
                Change.of(
                        "an expired leaf",
                        Reason.CHAIN_TIME,
                        FAIL,
                        s ->
                                s.leaf(
                                        leaf(s).valid(
                                                        Scenario.NOW.minus(skewed.multipliedBy(9)),
                                                        Scenario.NOW.minus(skewed)))),
                Change.of(
                        "a leaf of tomorrow",
                        Reason.CHAIN_TIME,
                        FAIL,
                        s ->
                                s.leaf(
                                        leaf(s).valid(
                                                        Scenario.NOW.plus(skewed),
                                                        Scenario.NOW.plus(
                                                                skewed.multipliedBy(9))))),
                Change.of(
                        "an expired intermediate",
                        Reason.CHAIN_TIME,
                        FAIL,
                        s ->
                                s.intermediate(
                                        s.chip.authority()
                                                .intermediateCertificate(false)
                                                .valid(
                                                        Scenario.NOW.minus(skewed.multipliedBy(9)),
                                                        Scenario.NOW.minus(skewed)))),
                Change.of(
                        "an expired root",
                        Reason.CHAIN_TIME,
                        FAIL,
                        s ->
                                s.root(
                                        s.chip.authority()
                                                .rootCertificate()
                                                .valid(
                                                        Scenario.NOW.minus(skewed.multipliedBy(9)),
                                                        Scenario.NOW.minus(skewed)))),
                Change.of("no list", Reason.CHAIN_REVOCATION, NOTE, s -> s.revocationLists.clear()),
                Change.of(
                        "a revoked intermediate",
                        Reason.CHAIN_REVOCATION,
                        FAIL,
                        s ->
                                list(
                                        s,
                                        Duration.ofDays(3),
                                        List.of(9L, SimulatedAuthority.INTERMEDIATE_SERIAL))),
                Change.of(
                        "a list that revokes others",
                        Reason.CHAIN_REVOCATION,
                        PASS,
                        s -> list(s, Duration.ofDays(3), List.of(9L))),
                Change.of(
                        "an old list",
                        Reason.CHAIN_REVOCATION,
                        WARN,
                        s -> list(s, Duration.ofDays(31), List.of())),
                Change.of(
                        "a list of only some certificates",
                        Reason.CHAIN_REVOCATION,
                        FAIL,
                        s -> list(s, list -> list.extension(PART, true, ONLY_USERS))),
                Change.of(
                        "a list with an extension nobody knows",
                        Reason.CHAIN_REVOCATION,
                        FAIL,
                        s -> list(s, list -> list.extension("1.2.3.4", true, Der.nul()))),
                Change.of(
                        "an entry with an extension nobody knows",
                        Reason.CHAIN_REVOCATION,
                        FAIL,
                        s -> list(s, list -> list.entryExtension("1.2.3.4", true, Der.nul()))),
                Change.of(
                        "a list with its number",
                        Reason.CHAIN_REVOCATION,
                        PASS,
                        s -> list(s, list -> list.extension(NUMBER, false, Der.integer(4)))),
                Change.of(
                        "an entry with its reason",
                        Reason.CHAIN_REVOCATION,
                        PASS,
                        s -> list(s, list -> list.entryExtension(CAUSE, false, SUPERSEDED))),
                Change.of(
                        "a list that is none",
                        Reason.CHAIN_REVOCATION,
                        FAIL,
                        s -> s.revocationLists.set(0, Bytes.ofHex("3000"))),
                Change.of(
                        "a list by another key",
                        Reason.CHAIN_REVOCATION,
                        FAIL,
                        s ->
                                s.revocationLists.set(
                                        0,
                                        s.chip.authority()
                                                .revocationList(
                                                        Scenario.NOW,
                                                        Scenario.NOW.plus(skewed),
                                                        List.of(),
                                                        s.chip.authority().intermediate()))));
    }

    private static SimulatedCertificate leaf(Scenario s) {
        return s.chip.certificate();
    }

    /// By the root, of another intermediate than the chip's.
    private static void list(Scenario s, UnaryOperator<SimulatedRevocationList> change) {
        var list =
                new SimulatedRevocationList(
                        "ARK-Genoa",
                        Scenario.NOW.minus(Duration.ofDays(3)),
                        Scenario.NOW.plus(Duration.ofDays(300)),
                        List.of(9L));
        s.revocationLists.set(0, change.apply(list).issue(s.chip.authority().root()));
    }

    private static void list(Scenario s, Duration age, List<Long> serials) {
        s.revocationLists.set(
                0,
                s.chip.authority()
                        .revocationList(
                                Scenario.NOW.minus(age),
                                Scenario.NOW.plus(Duration.ofDays(300)),
                                serials));
    }
}
