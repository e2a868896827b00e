package io.p2pcloud.probe;

/// The three steps of AMD's Secure Encrypted Virtualization. Only the last keeps a guest from its
/// provider.
public enum SevFeature {
    /// Encrypts a guest's memory.
    SEV("SEV", "sev", 1),
    /// Encrypts a guest's registers too.
    SEV_ES("SEV-ES", "sev_es", 3),
    /// Protects memory against changes by the host, and lets a guest prove what it is.
    SEV_SNP("SEV-SNP", "sev_snp", 4);

    private final String title;
    private final String flag;
    private final int cpuidBit;

    SevFeature(String title, String flag, int cpuidBit) {
        this.title = title;
        this.flag = flag;
        this.cpuidBit = cpuidBit;
    }

    /// For people.
    public String title() {
        return title;
    }

    /// Its name among the flags of /proc/cpuinfo and the parameters of the module kvm_amd.
    String flag() {
        return flag;
    }

    /// Its bit in EAX of CPUID Fn8000_001F (AMD 24594, "Encrypted Memory Capabilities").
    boolean isSetIn(int eax) {
        return (eax >>> cpuidBit & 1) == 1;
    }

    /// The first Linux whose KVM starts such guests.
    KernelVersion firstHostKernel() {
        return switch (this) {
            case SEV -> new KernelVersion(4, 16);
            case SEV_ES -> new KernelVersion(5, 11);
            case SEV_SNP -> new KernelVersion(6, 11);
        };
    }

    boolean existsIn(Generation generation) {
        return switch (generation) {
            case NOT_AMD, DESKTOP -> false;
            case NAPLES -> this == SEV;
            case ROME -> this != SEV_SNP;
            case MILAN, GENOA, BERGAMO_SIENA, TURIN, LATER_EPYC -> true;
        };
    }
}
