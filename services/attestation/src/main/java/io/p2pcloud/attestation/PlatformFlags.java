package io.p2pcloud.attestation;

/// What the platform says of itself at the time of a report (AMD 56860, 7.3, PLATFORM_INFO).
public record PlatformFlags(long bits) {
    public static final long SMT = 1L;
    public static final long TSME = 1L << 1;
    public static final long ECC = 1L << 2;
    public static final long RAPL_DISABLED = 1L << 3;
    public static final long CIPHERTEXT_HIDING = 1L << 4;
    public static final long ALIAS_CHECK_COMPLETE = 1L << 5;
    public static final long TIO = 1L << 7;

    private static final long KNOWN =
            SMT | TSME | ECC | RAPL_DISABLED | CIPHERTEXT_HIDING | ALIAS_CHECK_COMPLETE | TIO;

    public boolean has(long bits) {
        return (this.bits & bits) == bits;
    }

    long unknownBits() {
        return bits & ~KNOWN;
    }

    @Override
    public String toString() {
        return "0x" + Long.toHexString(bits);
    }
}
