package io.p2pcloud.attestation;

import io.p2pcloud.common.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What is demanded of every guest, whatever its image: versioned data that comes with the app and
/// that a user can only make stricter. Its bits are those of AMD 56860, 4.3 (Guest Policy) and 7.3
/// (PLATFORM_INFO, LAUNCH_MIT_VECTOR and CURRENT_MIT_VECTOR).
///
/// @param version of the shipped data, rising
/// @param date when the data was written
/// @param cpus one rule for each accepted CPU model
/// @param requiredPolicy bits of [GuestPolicy] that must be set
/// @param forbiddenPolicy bits of [GuestPolicy] that must not be set
/// @param requiredPlatform bits of [PlatformFlags] that must be set
/// @param forbiddenPlatform bits of [PlatformFlags] that must not be set
/// @param requiredMitigations bits that launch and current mitigation vectors must hold
/// @param challengeAge how long an issued challenge may be answered
/// @param revocationAge how old a revocation list may be before it is a doubt
/// @param vlekAllowed whether keys that AMD gave to cloud operators are accepted; off as shipped
public record AttestationPolicy(
        int version,
        LocalDate date,
        List<CpuRule> cpus,
        GuestPolicy requiredPolicy,
        GuestPolicy forbiddenPolicy,
        PlatformFlags requiredPlatform,
        PlatformFlags forbiddenPlatform,
        long requiredMitigations,
        Duration challengeAge,
        Duration revocationAge,
        boolean vlekAllowed) {
    static final Duration LONGEST_CHALLENGE = Duration.ofDays(1);
    static final Duration LONGEST_REVOCATION = Duration.ofDays(3_650);
    private static final String SHIPPED = "policy.json";

    public AttestationPolicy {
        cpus = List.copyOf(cpus);
        if (challengeAge.isNegative() || revocationAge.isNegative()) {
            throw new IllegalArgumentException("an age is not negative");
        }
    }

    /// Demands nothing: what a user's own policy begins with, since it only ever raises the app's.
    public static AttestationPolicy undemanding() {
        var shipped = shipped();
        return new AttestationPolicy(
                shipped.version,
                shipped.date,
                List.of(),
                new GuestPolicy(0),
                new GuestPolicy(0),
                new PlatformFlags(0),
                new PlatformFlags(0),
                0,
                LONGEST_CHALLENGE,
                LONGEST_REVOCATION,
                true);
    }

    /// The policy that this version of the app came with.
    public static AttestationPolicy shipped() {
        try (var in = AttestationPolicy.class.getResourceAsStream(SHIPPED)) {
            if (in == null) {
                throw new IllegalStateException("the app is incomplete: no " + SHIPPED);
            }
            return PolicyFormat.read(Json.parse(in.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Reads the text of `toJson`.
    ///
    /// @throws IllegalArgumentException when the text is no policy
    public static AttestationPolicy parse(String json) {
        return PolicyFormat.read(Json.parse(json));
    }

    public String toJson() {
        return Json.writePretty(PolicyFormat.write(this));
    }

    /// The rule for a CPU; empty where no minimum is known, which refuses.
    public Optional<CpuRule> rule(CpuModel cpu) {
        return cpus.stream().filter(rule -> rule.isFor(cpu)).findFirst();
    }

    /// This policy with every demand at the stricter of the two. CPUs that only `stricter` names
    /// are not added, and nothing that is forbidden here becomes allowed.
    public AttestationPolicy raisedBy(AttestationPolicy stricter) {
        return new AttestationPolicy(
                version,
                date,
                cpus.stream().map(rule -> raised(rule, stricter.cpus)).toList(),
                new GuestPolicy(requiredPolicy.bits() | stricter.requiredPolicy.bits()),
                new GuestPolicy(forbiddenPolicy.bits() | stricter.forbiddenPolicy.bits()),
                new PlatformFlags(requiredPlatform.bits() | stricter.requiredPlatform.bits()),
                new PlatformFlags(forbiddenPlatform.bits() | stricter.forbiddenPlatform.bits()),
                requiredMitigations | stricter.requiredMitigations,
                min(challengeAge, stricter.challengeAge),
                min(revocationAge, stricter.revocationAge),
                vlekAllowed && stricter.vlekAllowed);
    }

    /// This policy with at least these firmware levels demanded of the rule's CPU.
    public AttestationPolicy raising(CpuRule rule, TcbVersion minimum) {
        var more =
                new CpuRule(
                        rule.family(), rule.model(), rule.name(), minimum, 0, Verdict.RELEASE, "");
        var rules = new ArrayList<CpuRule>();
        for (var each : cpus) {
            if (!each.isSameCpu(more)) {
                rules.add(each);
            } else {
                more = each.raisedBy(more);
            }
        }
        rules.add(more);
        return new AttestationPolicy(
                version,
                date,
                rules,
                requiredPolicy,
                forbiddenPolicy,
                requiredPlatform,
                forbiddenPlatform,
                requiredMitigations,
                challengeAge,
                revocationAge,
                vlekAllowed);
    }

    /// For a lease whose terms name a cloud operator as the provider: the one demand that an order
    /// may lift.
    public AttestationPolicy allowingVlek() {
        return new AttestationPolicy(
                version,
                date,
                cpus,
                requiredPolicy,
                forbiddenPolicy,
                requiredPlatform,
                forbiddenPlatform,
                requiredMitigations,
                challengeAge,
                revocationAge,
                true);
    }

    private static CpuRule raised(CpuRule rule, List<CpuRule> by) {
        for (var other : by) {
            if (other.isSameCpu(rule)) {
                return rule.raisedBy(other);
            }
        }
        return rule;
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
