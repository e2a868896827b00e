package io.p2pcloud.history;

/// The side of a lease on which the owner of the ledger stands. Who leases to himself has both.
public enum Role {
    TENANT,
    PROVIDER
}
