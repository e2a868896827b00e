package io.p2pcloud.lightclient.consensus;

/// The range of slot numbers that are computed with.
final class Slots {
    private static final long LIMIT = 1L << 62;

    private Slots() {}

    static void check(long slot) {
        if (slot < 0 || slot >= LIMIT) {
            throw new IllegalArgumentException("slot out of range: " + Long.toUnsignedString(slot));
        }
    }
}
