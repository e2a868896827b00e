package io.p2pcloud.history;

import io.p2pcloud.common.TokenAmount;

/// A lease with what its entries sum up to and what the user calls it.
///
/// @param number its place in the ledger, by which pages are turned
/// @param spent everything that left the owner's keeping for it, gas not counted
/// @param earned everything it brought
/// @param gas wei
/// @param label the user's own; empty when there is none
public record LeaseLine(
        long number,
        LeaseRow lease,
        TokenAmount spent,
        TokenAmount earned,
        TokenAmount gas,
        String label) {}
