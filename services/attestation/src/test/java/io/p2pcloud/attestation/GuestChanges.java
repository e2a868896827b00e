package io.p2pcloud.attestation;

import static io.p2pcloud.attestation.Status.FAIL;
import static io.p2pcloud.attestation.Status.NOTE;
import static io.p2pcloud.attestation.Status.PASS;
import static io.p2pcloud.attestation.Status.WARN;

import io.p2pcloud.common.Bytes;
import java.util.List;
import java.util.function.Consumer;

/// Changes to the guest's policy and to the platform's state.
final class GuestChanges {
    private GuestChanges() {}

    static List<Change> guests() {
        long sound = GuestPolicy.MUST_BE_ONE | GuestPolicy.SMT_ALLOWED;
        return List.of(
                Change.of(
                        "debug",
                        Reason.POLICY_DEBUG,
                        FAIL,
                        policy(sound | GuestPolicy.DEBUG_ALLOWED)),
                Change.of(
                        "migration",
                        Reason.POLICY_MIGRATION,
                        FAIL,
                        policy(sound | GuestPolicy.MIGRATION_AGENT_ALLOWED)),
                Change.of(
                        "a migration agent",
                        Reason.POLICY_MIGRATION,
                        FAIL,
                        s -> s.report.u8(0x160, 1)),
                Change.of(
                        "no migration agent, as zeros",
                        Reason.POLICY_MIGRATION,
                        PASS,
                        s -> s.report.bytes(0x160, Bytes.of(new byte[32]))),
                Change.of("no bit 17", Reason.POLICY_KNOWN, FAIL, policy(GuestPolicy.SMT_ALLOWED)),
                Change.of("bit 26", Reason.POLICY_KNOWN, WARN, policy(sound | 1L << 26)),
                Change.of("bit 63", Reason.POLICY_KNOWN, WARN, policy(sound | 1L << 63)),
                Change.of(
                        "another policy than the image's",
                        Reason.POLICY_REQUIRED,
                        FAIL,
                        s -> s.report.policy(new GuestPolicy(sound | GuestPolicy.SINGLE_SOCKET))),
                Change.of(
                        "a policy that lacks what the user requires",
                        Reason.POLICY_REQUIRED,
                        FAIL,
                        s ->
                                s.policy =
                                        s.policy.raisedBy(
                                                FirmwareChanges.requiring(
                                                        GuestPolicy.SINGLE_SOCKET, 0, 0, 0))),
                Change.of(
                        "memory on expansion cards",
                        Reason.POLICY_REQUIRED,
                        NOTE,
                        policy(sound | GuestPolicy.CXL_ALLOWED)),
                Change.of("privilege level 1", Reason.VMPL, FAIL, s -> s.report.u32(0x30, 1)),
                Change.of("asked by the host", Reason.VMPL, FAIL, s -> s.report.u32(0x30, -1)),
                Change.of(
                        "no alias check", Reason.PLATFORM_ALIAS, FAIL, platform(PlatformFlags.ECC)),
                Change.of(
                        "no ciphertext hiding for a guest that demands it",
                        Reason.PLATFORM_REQUIRED,
                        FAIL,
                        policy(sound | GuestPolicy.CIPHERTEXT_HIDING)),
                Change.of(
                        "RAPL for a guest that forbids it",
                        Reason.PLATFORM_REQUIRED,
                        FAIL,
                        policy(sound | GuestPolicy.RAPL_DISABLED)),
                Change.of(
                        "no ciphertext hiding for a user who demands it",
                        Reason.PLATFORM_REQUIRED,
                        FAIL,
                        s ->
                                s.policy =
                                        s.policy.raisedBy(
                                                FirmwareChanges.requiring(
                                                        0, PlatformFlags.CIPHERTEXT_HIDING, 0, 0))),
                Change.of(
                        "multithreading",
                        Reason.PLATFORM_SMT,
                        NOTE,
                        platform(PlatformFlags.ALIAS_CHECK_COMPLETE | PlatformFlags.SMT)),
                Change.of(
                        "bit 6",
                        Reason.PLATFORM_KNOWN,
                        NOTE,
                        platform(PlatformFlags.ALIAS_CHECK_COMPLETE | 0x40)));
    }

    /// A policy in the report, and the same in the profile, so that only the policy is at fault.
    private static Consumer<Scenario> policy(long bits) {
        return s -> {
            s.report.policy(new GuestPolicy(bits));
            s.profile = LaunchProfile.of("as started", Scenario.MEASUREMENT, new GuestPolicy(bits));
        };
    }

    private static Consumer<Scenario> platform(long bits) {
        return s -> s.report.platform(new PlatformFlags(bits));
    }
}
