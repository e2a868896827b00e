package io.p2pcloud.attestation;

/// What the policy demands of one CPU model, whatever its stepping.
///
/// @param name as a person knows the processor, "EPYC 9004 (Genoa)"
/// @param minimum the lowest reported firmware levels that are accepted (AMD 56860, 2.2,
///   TCB_VERSION)
/// @param newestSnp the newest SNP level known when the policy was written
/// @param best the best verdict that this processor can reach
/// @param weakness one sentence on why `best` is not RELEASE; else empty
public record CpuRule(
        int family,
        int model,
        String name,
        TcbVersion minimum,
        int newestSnp,
        Verdict best,
        String weakness) {

    public CpuRule {
        if (best != Verdict.RELEASE && weakness.isBlank()) {
            throw new IllegalArgumentException("say why " + name + " never releases by itself");
        }
    }

    boolean isFor(CpuModel cpu) {
        return cpu.family() == family && cpu.model() == model;
    }

    boolean isSameCpu(CpuRule other) {
        return family == other.family && model == other.model;
    }

    /// The same CPU under the stricter of the two rules.
    CpuRule raisedBy(CpuRule other) {
        boolean worse = other.best.compareTo(best) > 0;
        return new CpuRule(
                family,
                model,
                name,
                minimum.max(other.minimum),
                Math.max(newestSnp, other.newestSnp),
                worse ? other.best : best,
                worse ? other.weakness : weakness);
    }
}
