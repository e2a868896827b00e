package io.p2pcloud.market;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;

/// What a key may do for an account that is not its own. Each is a bit of the contract's number, in
/// the order of `Act` in Types.sol, which never changes.
public enum DelegatedAct {
    OFFERS("list, change and withdraw offers"),
    QUOTES("sign and cancel quotes"),
    BIDS("bid on orders"),
    ACTIVATE("start boots"),
    CONFIRM("take payments"),
    INTERRUPT("interrupt leases"),
    CLOSE("end leases"),
    TAKE("take offers"),
    ORDERS("post and close orders"),
    HALT("halt and resume servers"),
    TOP_UP("top up leases and take back the excess"),
    KEYS("replace launch keys"),
    PROFILE("change the provider's profile");

    private final String words;

    DelegatedAct(String words) {
        this.words = words;
    }

    /// Completes "The key may ...".
    public String words() {
        return words;
    }

    static long bits(Collection<DelegatedAct> acts) {
        return acts.stream().mapToLong(it -> 1L << it.ordinal()).reduce(0, (a, b) -> a | b);
    }

    /// Bits of a later contract are left out.
    static Set<DelegatedAct> ofBits(long bits) {
        var acts = EnumSet.noneOf(DelegatedAct.class);
        for (var act : values()) {
            if ((bits & 1L << act.ordinal()) != 0) {
                acts.add(act);
            }
        }
        return acts;
    }
}
