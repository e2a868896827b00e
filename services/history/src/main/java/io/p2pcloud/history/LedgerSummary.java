package io.p2pcloud.history;

import org.jspecify.annotations.Nullable;

/// The ledger in a few figures.
///
/// @param openLeases those that are not over
/// @param asOf null while nothing was ever read from the chain
public record LedgerSummary(
        long leases, long openLeases, Totals asTenant, Totals asProvider, @Nullable AsOf asOf) {
    public static final LedgerSummary EMPTY =
            new LedgerSummary(0, 0, Totals.NONE, Totals.NONE, null);

    public Totals totals() {
        return asTenant.plus(asProvider);
    }
}
