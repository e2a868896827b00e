package io.p2pcloud.attestation;

/// What the owner of a guest allows, fixed at launch and part of every report (AMD 56860, 4.3).
public record GuestPolicy(long bits) {
    public static final long SMT_ALLOWED = 1L << 16;
    public static final long MUST_BE_ONE = 1L << 17;
    public static final long MIGRATION_AGENT_ALLOWED = 1L << 18;
    public static final long DEBUG_ALLOWED = 1L << 19;
    public static final long SINGLE_SOCKET = 1L << 20;
    public static final long CXL_ALLOWED = 1L << 21;
    public static final long MEMORY_AES_256_XTS = 1L << 22;
    public static final long RAPL_DISABLED = 1L << 23;
    public static final long CIPHERTEXT_HIDING = 1L << 24;
    public static final long PAGE_SWAP_DISABLED = 1L << 25;

    private static final long KNOWN = (1L << 26) - 1;

    public boolean has(long bits) {
        return (this.bits & bits) == bits;
    }

    /// Lowest firmware interface that may run the guest, major version.
    public int abiMajor() {
        return (int) (bits >>> 8) & 0xff;
    }

    public int abiMinor() {
        return (int) bits & 0xff;
    }

    long unknownBits() {
        return bits & ~KNOWN;
    }

    @Override
    public String toString() {
        return "0x" + Long.toHexString(bits);
    }
}
