package io.p2pcloud.attestation;

/// The security levels of a platform's firmware (AMD 56860, 2.2, TCB_VERSION): each component
/// counts up with every security fix, and the endorsement key is derived from all of them.
///
/// @param fmc the first mutable code of Turin and later; 0 where there is none
public record TcbVersion(int fmc, int bootloader, int tee, int snp, int microcode) {
    private static final int MAX = 0xff;

    public TcbVersion {
        requireLevel(fmc);
        requireLevel(bootloader);
        requireLevel(tee);
        requireLevel(snp);
        requireLevel(microcode);
    }

    /// Reads the 8 bytes of a report. Turin puts the first mutable code at the front and so moves
    /// the others (AMD 56860, 2.2, TCB_VERSION of family 1Ah).
    public static TcbVersion of(long raw, Product product) {
        return switch (product) {
            case MILAN, GENOA ->
                    new TcbVersion(0, level(raw, 0), level(raw, 1), level(raw, 6), level(raw, 7));
            case TURIN ->
                    new TcbVersion(
                            level(raw, 0),
                            level(raw, 1),
                            level(raw, 2),
                            level(raw, 3),
                            level(raw, 7));
        };
    }

    /// The bytes that `of` does not read and that must be zero.
    static long reservedBits(long raw, Product product) {
        return raw
                & switch (product) {
                    case MILAN, GENOA -> 0x0000_ffff_ffff_0000L;
                    case TURIN -> 0x00ff_ffff_0000_0000L;
                };
    }

    /// Whether no component is below the other's. Not a total order: two versions may each be
    /// behind in something.
    public boolean atLeast(TcbVersion other) {
        return fmc >= other.fmc
                && bootloader >= other.bootloader
                && tee >= other.tee
                && snp >= other.snp
                && microcode >= other.microcode;
    }

    /// The higher level of each component.
    public TcbVersion max(TcbVersion other) {
        return new TcbVersion(
                Math.max(fmc, other.fmc),
                Math.max(bootloader, other.bootloader),
                Math.max(tee, other.tee),
                Math.max(snp, other.snp),
                Math.max(microcode, other.microcode));
    }

    private static int level(long raw, int index) {
        return (int) (raw >>> (8 * index)) & MAX;
    }

    private static void requireLevel(int level) {
        if (level < 0 || level > MAX) {
            throw new IllegalArgumentException("a firmware level is 0 to 255, got " + level);
        }
    }

    @Override
    public String toString() {
        return (fmc == 0 ? "" : "FMC %d, ".formatted(fmc))
                + "boot loader %d, TEE %d, SNP %d, microcode %d"
                        .formatted(bootloader, tee, snp, microcode);
    }
}
