package io.p2pcloud.lightclient;

import io.p2pcloud.common.Bytes32;
import java.util.List;

/// What several servers say about a checkpoint that might be trusted. It proves nothing: they may
/// all be run by the same people.
///
/// @param vouchers names of the servers that know it as a block to start from
/// @param asked how many were asked
public record CrossCheck(Bytes32 root, List<String> vouchers, int asked) {
    private static final int ENOUGH = 2;

    public CrossCheck {
        vouchers = List.copyOf(vouchers);
    }

    /// Whether at least two servers, and more than half of those asked, know it.
    public boolean isAgreed() {
        return vouchers.size() >= ENOUGH && vouchers.size() * 2 > asked;
    }
}
