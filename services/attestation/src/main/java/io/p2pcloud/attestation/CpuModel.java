package io.p2pcloud.attestation;

/// Family, model and stepping as CPUID Fn0000_0001_EAX gives them, extended parts added in (AMD
/// 56860, 7.3, CPUID_FAM_ID, CPUID_MOD_ID and CPUID_STEP).
public record CpuModel(int family, int model, int stepping) {
    private static final int MAX_STEPPING = 0xf;

    public CpuModel {
        requireByte(family);
        requireByte(model);
        requireByte(stepping);
    }

    /// The register itself, for values that a CPU can have: how a hypervisor names its virtual CPU.
    public int signature() {
        if (stepping > MAX_STEPPING) {
            throw new IllegalArgumentException("a stepping has 4 bits, got " + stepping);
        }
        int lowFamily = Math.min(family, 0xf);
        int highFamily = family - lowFamily;
        return highFamily << 20
                | (model >> 4) << 16
                | lowFamily << 8
                | (model & 0xf) << 4
                | stepping;
    }

    private static void requireByte(int value) {
        if (value < 0 || value > 0xff) {
            throw new IllegalArgumentException("not a byte: " + value);
        }
    }

    @Override
    public String toString() {
        return "family %02Xh, model %02Xh, stepping %d".formatted(family, model, stepping);
    }
}
