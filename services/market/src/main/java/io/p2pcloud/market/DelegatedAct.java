package io.p2pcloud.market;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;

/// What a key may do for an account that is not its own. Each is a bit of the contract's number, in
/// the order of `Act` in Types.sol, which never changes.
public enum DelegatedAct {
    OFFERS(0, "list, change and withdraw offers"),
    QUOTES(1, "sign and cancel quotes"),
    BIDS(2, "bid on orders"),
    ACTIVATE(3, "start boots"),
    CONFIRM(4, "take payments"),
    INTERRUPT(5, "interrupt leases"),
    CLOSE(6, "end leases"),
    TAKE(7, "take offers"),
    ORDERS(8, "post and close orders"),
    HALT(9, "halt and resume servers"),
    TOP_UP(10, "top up leases and take back the excess"),
    KEYS(11, "replace launch keys"),
    PROFILE(12, "change the provider's profile");

    private final int bit;
    private final String words;

    DelegatedAct(int bit, String words) {
        this.bit = bit;
        this.words = words;
    }

    /// Completes "The key may ...".
    public String words() {
        return words;
    }

    static long bits(Collection<DelegatedAct> acts) {
        return acts.stream().mapToLong(it -> 1L << it.bit).reduce(0, (a, b) -> a | b);
    }

    /// Bits of a later contract are left out.
    static Set<DelegatedAct> ofBits(long bits) {
        var acts = EnumSet.noneOf(DelegatedAct.class);
        for (var act : values()) {
            if ((bits & 1L << act.bit) != 0) {
                acts.add(act);
            }
        }
        return acts;
    }
}
