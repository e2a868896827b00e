package io.p2pcloud.probe;

/// AMD's server processors by the numbers of CPUID Fn0000_0001 (AMD's processor programming
/// references; Linux, arch/x86/kernel/cpu/amd.c), and what is not one of them.
public enum Generation {
    NAPLES("EPYC 7001 (Naples)"),
    ROME("EPYC 7002 (Rome)"),
    MILAN("EPYC 7003 (Milan)"),
    GENOA("EPYC 9004 (Genoa)"),
    BERGAMO_SIENA("EPYC 97x4 or 8004 (Bergamo, Siena)"),
    TURIN("EPYC 9005 (Turin)"),
    /// An EPYC that this program does not know yet.
    LATER_EPYC("a later EPYC"),
    /// Ryzen, Threadripper, Athlon, and EPYC 4004/4005, which are desktop processors by another
    /// name.
    DESKTOP("a desktop processor"),
    NOT_AMD("not an AMD processor");

    private static final int ZEN = 0x17;
    private static final int ZEN_3 = 0x19;
    private static final int ZEN_5 = 0x1a;

    private final String title;

    Generation(String title) {
        this.title = title;
    }

    /// For people.
    public String title() {
        return title;
    }

    static Generation of(Processor processor) {
        if (!processor.isAmd()) {
            return NOT_AMD;
        }
        if (!processor.model().contains("EPYC")) {
            return DESKTOP;
        }
        // Models come in blocks of sixteen, one block for each design.
        int block = processor.modelNumber() >> 4;
        return switch (processor.family()) {
            case ZEN ->
                    switch (block) {
                        case 0x0 -> NAPLES;
                        case 0x3 -> ROME;
                        default -> DESKTOP;
                    };
            case ZEN_3 ->
                    switch (block) {
                        case 0x0 -> MILAN;
                        case 0x1 -> GENOA;
                        case 0xa -> BERGAMO_SIENA;
                        default -> DESKTOP;
                    };
            case ZEN_5 ->
                    switch (block) {
                        case 0x0, 0x1 -> TURIN;
                        // Granite Ridge, sold as EPYC 4005.
                        case 0x4 -> DESKTOP;
                        default -> LATER_EPYC;
                    };
            default -> processor.family() > ZEN_5 ? LATER_EPYC : DESKTOP;
        };
    }
}
