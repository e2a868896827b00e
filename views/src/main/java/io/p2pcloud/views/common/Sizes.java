package io.p2pcloud.views.common;

import io.p2pcloud.market.ComputeUnit;
import java.util.Locale;

/// Numbers and sizes as people read them.
public final class Sizes {
    private static final int MIB_PER_GIB = 1024;
    private static final int SHORT_HASH = 13;

    private Sizes() {}

    /// Groups of three, parted by a narrow no-break space.
    public static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number).replace(',', '\u202f');
    }

    public static String memory(int mib) {
        if (mib < MIB_PER_GIB) {
            return mib + "\u00a0MiB";
        }
        return mib % MIB_PER_GIB == 0
                ? mib / MIB_PER_GIB + "\u00a0GiB"
                : String.format(Locale.ROOT, "%.1f\u00a0GiB", mib / (double) MIB_PER_GIB);
    }

    public static String disk(int gib) {
        return gib + "\u00a0GiB";
    }

    public static String vcpu(int count) {
        return count + "\u00a0vCPU";
    }

    /// Such as `2 vCPU, 4 GiB, 40 GiB`.
    public static String unit(ComputeUnit unit) {
        return vcpu(unit.vcpu()) + ", " + memory(unit.memoryMib()) + ", " + disk(unit.diskGib());
    }

    /// A hash or address with its middle left out.
    public static String shortened(String hash) {
        return hash.length() <= SHORT_HASH
                ? hash
                : hash.substring(0, 6) + "…" + hash.substring(hash.length() - 4);
    }
}
