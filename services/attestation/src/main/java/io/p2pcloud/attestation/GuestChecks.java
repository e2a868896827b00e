package io.p2pcloud.attestation;

import static io.p2pcloud.attestation.Reason.PLATFORM_ALIAS;
import static io.p2pcloud.attestation.Reason.PLATFORM_KNOWN;
import static io.p2pcloud.attestation.Reason.PLATFORM_REQUIRED;
import static io.p2pcloud.attestation.Reason.PLATFORM_SMT;
import static io.p2pcloud.attestation.Reason.POLICY_DEBUG;
import static io.p2pcloud.attestation.Reason.POLICY_KNOWN;
import static io.p2pcloud.attestation.Reason.POLICY_MIGRATION;
import static io.p2pcloud.attestation.Reason.POLICY_REQUIRED;
import static io.p2pcloud.attestation.Reason.VMPL;

import io.p2pcloud.common.Bytes32;
import org.jspecify.annotations.Nullable;

/// What the guest's policy and the platform's state allow the host to do (AMD 56860, 4.3 Guest
/// policy; 7.3, PLATFORM_INFO).
final class GuestChecks {
    private static final Bytes32 NO_AGENT = Bytes32.ofHex("ff".repeat(Bytes32.SIZE));

    /// Bits with a row of their own.
    private static final long OWN_ROWS =
            GuestPolicy.MUST_BE_ONE
                    | GuestPolicy.DEBUG_ALLOWED
                    | GuestPolicy.MIGRATION_AGENT_ALLOWED;

    private final SnpReport report;
    private final AttestationPolicy policy;
    private final Checks checks;

    GuestChecks(SnpReport report, AttestationPolicy policy, Checks checks) {
        this.report = report;
        this.policy = policy;
        this.checks = checks;
    }

    void check(@Nullable LaunchProfile profile) {
        debug();
        migration();
        known();
        required(profile);
        privilege(profile == null ? 0 : profile.vmpl());
        alias();
        platform();
        multithreading();
        unknownPlatform();
    }

    private void debug() {
        checks.require(
                POLICY_DEBUG,
                !report.policy().has(GuestPolicy.DEBUG_ALLOWED),
                "off",
                onOff(report.policy().has(GuestPolicy.DEBUG_ALLOWED)),
                "Debugging is off: the host cannot ask the firmware for your memory.",
                "The machine was started in debug mode: its owner can read your memory.");
    }

    private void migration() {
        boolean allowed = report.policy().has(GuestPolicy.MIGRATION_AGENT_ALLOWED);
        var agent = report.migrationAgent();
        boolean bound = !agent.equals(NO_AGENT) && !agent.equals(Bytes32.ZERO);
        checks.require(
                POLICY_MIGRATION,
                !allowed && !bound,
                "no migration agent",
                allowed ? "allowed" : bound ? "bound: " + agent : "none",
                "The machine cannot be moved to another processor.",
                "The machine may be moved to another processor without asking you.");
    }

    private void known() {
        var bits = report.policy();
        boolean valid = bits.has(GuestPolicy.MUST_BE_ONE);
        boolean known = bits.unknownBits() == 0;
        checks.decide(
                POLICY_KNOWN,
                !valid ? Status.FAIL : known ? Status.PASS : Status.WARN,
                "bit 17 set, bits 26 to 63 clear",
                bits,
                !valid
                        ? "The guest policy in the report is malformed: do not use this machine."
                        : known
                                ? "Every part of the guest policy is known."
                                : "The guest policy has parts that this app does not know: update"
                                        + " the app.");
    }

    private void required(@Nullable LaunchProfile profile) {
        long bits = report.policy().bits() & ~OWN_ROWS;
        long must = policy.requiredPolicy().bits() & ~OWN_ROWS;
        long mustNot = policy.forbiddenPolicy().bits() & ~OWN_ROWS;
        boolean holds = (bits & must) == must && (bits & mustNot) == 0;
        boolean exact = profile == null || (profile.policy().bits() & ~OWN_ROWS) == bits;
        boolean cxl = report.policy().has(GuestPolicy.CXL_ALLOWED);
        checks.decide(
                POLICY_REQUIRED,
                !holds || !exact ? Status.FAIL : cxl ? Status.NOTE : Status.PASS,
                profile == null
                        ? "with 0x%x, without 0x%x".formatted(must, mustNot)
                        : profile.policy(),
                report.policy(),
                !exact
                        ? "The machine was started under another guest policy than your image's."
                        : !holds
                                ? "The guest policy allows what you do not."
                                : cxl
                                        ? "The guest policy allows memory on expansion cards."
                                        : "The guest policy is as required.");
    }

    private void privilege(int expected) {
        checks.require(
                VMPL,
                report.vmpl() == expected,
                expected,
                report.vmpl(),
                "The report was asked for by the machine's own kernel.",
                "The report was asked for at privilege level %d: something else runs above the"
                                .formatted(report.vmpl())
                        + " machine's kernel.");
    }

    private void alias() {
        if (report.version() < SnpReport.VERSION_WITH_CPU) {
            checks.add(
                    Check.notRun(
                            PLATFORM_ALIAS,
                            "This version of the report does not say whether the memory wiring was"
                                    + " checked (BadRAM)."));
            return;
        }
        boolean complete = report.platform().has(PlatformFlags.ALIAS_CHECK_COMPLETE);
        checks.require(
                PLATFORM_ALIAS,
                complete,
                "complete",
                complete ? "complete" : "not done",
                "The memory wiring was checked.",
                "The memory wiring was not checked (BadRAM): ask the provider to update the"
                        + " firmware.");
    }

    private void platform() {
        var flags = report.platform();
        var guest = report.policy();
        boolean kept =
                granted(guest, GuestPolicy.RAPL_DISABLED, flags, PlatformFlags.RAPL_DISABLED)
                        && granted(
                                guest,
                                GuestPolicy.CIPHERTEXT_HIDING,
                                flags,
                                PlatformFlags.CIPHERTEXT_HIDING)
                        && (guest.has(GuestPolicy.SMT_ALLOWED) || !flags.has(PlatformFlags.SMT));
        long must = policy.requiredPlatform().bits() & ~PlatformFlags.ALIAS_CHECK_COMPLETE;
        long mustNot = policy.forbiddenPlatform().bits();
        boolean holds = flags.has(must) && (flags.bits() & mustNot) == 0;
        checks.require(
                PLATFORM_REQUIRED,
                kept && holds,
                "as the guest policy %s demands, with 0x%x, without 0x%x"
                        .formatted(guest, must, mustNot),
                flags,
                "The platform gives what the guest policy and you demand.",
                kept
                        ? "The platform lacks a protection that you require."
                        : "The platform is not in the state that the guest policy demands: do not"
                                + " use this machine.");
    }

    private static boolean granted(
            GuestPolicy guest, long demanded, PlatformFlags flags, long given) {
        return !guest.has(demanded) || flags.has(given);
    }

    private void multithreading() {
        boolean on = report.platform().has(PlatformFlags.SMT);
        checks.decide(
                PLATFORM_SMT,
                on ? Status.NOTE : Status.PASS,
                "off",
                onOff(on),
                on
                        ? "Multithreading (SMT) is on: other guests may share a core with yours."
                        : "Multithreading (SMT) is off.");
    }

    private void unknownPlatform() {
        long unknown = report.platform().unknownBits();
        checks.decide(
                PLATFORM_KNOWN,
                unknown == 0 ? Status.PASS : Status.NOTE,
                "0x0",
                "0x" + Long.toHexString(unknown),
                unknown == 0
                        ? "Everything that the platform says of itself is known."
                        : "The platform says something of itself that this app does not know.");
    }

    private static String onOff(boolean on) {
        return on ? "on" : "off";
    }
}
