package io.p2pcloud.attestation;

import static io.p2pcloud.attestation.Status.FAIL;
import static io.p2pcloud.attestation.Status.NOTE;
import static io.p2pcloud.attestation.Status.PASS;
import static io.p2pcloud.attestation.Status.WARN;

import java.util.List;

/// Changes to the firmware of the platform and to what the policy demands of it.
final class FirmwareChanges {
    private FirmwareChanges() {}

    static List<Change> firmware() {
        var genoa = new TcbVersion(0, 10, 0, 27, 88);
        return List.of(
                Change.of(
                        "a stricter minimum",
                        Reason.TCB_MINIMUM,
                        FAIL,
                        // The launch is judged by the same minimum: make it reach.
                        s -> {
                            s.policy =
                                    s.policy.raisedBy(
                                            genoaMinimum(new TcbVersion(0, 10, 0, 27, 89), 27));
                            s.report.tcb(0x1f0, new TcbVersion(0, 10, 0, 27, 89));
                        }),
                Change.of(
                        "an older launch",
                        Reason.TCB_LAUNCH,
                        FAIL,
                        s -> s.report.tcb(0x1f0, new TcbVersion(0, 10, 0, 22, 88))),
                Change.of(
                        "less running than reported",
                        Reason.TCB_ORDER,
                        FAIL,
                        s -> {
                            s.report.tcb(0x038, new TcbVersion(0, 10, 0, 27, 87));
                            s.report.tcb(0x1e0, new TcbVersion(0, 10, 0, 27, 87));
                        }),
                Change.of(
                        "firmware on probation",
                        Reason.TCB_COMMITTED,
                        NOTE,
                        s -> s.report.u8(0x1ec, 48)),
                Change.of(
                        "levels on probation",
                        Reason.TCB_COMMITTED,
                        NOTE,
                        s -> s.report.tcb(0x038, genoa.max(new TcbVersion(0, 0, 0, 28, 0)))),
                Change.of(
                        "newer firmware known",
                        Reason.TCB_NEWEST,
                        WARN,
                        s -> s.policy = s.policy.raisedBy(genoaMinimum(genoa, 29))),
                Change.of(
                        "slightly newer firmware known",
                        Reason.TCB_NEWEST,
                        PASS,
                        s -> s.policy = s.policy.raisedBy(genoaMinimum(genoa, 28))),
                Change.of(
                        "a required mitigation",
                        Reason.MITIGATIONS,
                        FAIL,
                        s -> {
                            s.policy = s.policy.raisedBy(requiring(0, 0, 0, 3));
                            s.report.u64(0x1f8, 3).u64(0x200, 1);
                        }),
                Change.of(
                        "a required mitigation that is there",
                        Reason.MITIGATIONS,
                        PASS,
                        s -> {
                            s.policy = s.policy.raisedBy(requiring(0, 0, 0, 3));
                            s.report.u64(0x1f8, 3).u64(0x200, 7);
                        }),
                Change.of(
                        "a published weakness",
                        Reason.CHIP_STANDING,
                        WARN,
                        s -> s.policy = s.policy.raisedBy(genoaStanding(Verdict.ASK))),
                Change.of(
                        "a processor that the user refuses",
                        Reason.CHIP_STANDING,
                        FAIL,
                        s -> s.policy = s.policy.raisedBy(genoaStanding(Verdict.REFUSE))));
    }

    private static AttestationPolicy genoaMinimum(TcbVersion minimum, int newest) {
        return withRules(new CpuRule(0x19, 0x11, "Genoa", minimum, newest, Verdict.RELEASE, ""));
    }

    private static AttestationPolicy genoaStanding(Verdict best) {
        return withRules(
                new CpuRule(
                        0x19, 0x11, "Genoa", new TcbVersion(0, 0, 0, 0, 0), 0, best, "A reason."));
    }

    private static AttestationPolicy withRules(CpuRule... rules) {
        var base = requiring(0, 0, 0, 0);
        return new AttestationPolicy(
                1,
                base.date(),
                List.of(rules),
                base.requiredPolicy(),
                base.forbiddenPolicy(),
                base.requiredPlatform(),
                base.forbiddenPlatform(),
                0,
                base.challengeAge(),
                base.revocationAge(),
                true);
    }

    static AttestationPolicy requiring(
            long policy, long platform, long noPlatform, long mitigations) {
        var shipped = AttestationPolicy.shipped();
        return new AttestationPolicy(
                1,
                shipped.date(),
                List.of(),
                new GuestPolicy(policy),
                new GuestPolicy(0),
                new PlatformFlags(platform),
                new PlatformFlags(noPlatform),
                mitigations,
                shipped.challengeAge(),
                shipped.revocationAge(),
                true);
    }
}
