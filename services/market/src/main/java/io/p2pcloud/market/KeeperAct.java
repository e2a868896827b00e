package io.p2pcloud.market;

import io.p2pcloud.common.TokenAmount;

/// Something a keeper did, and what it brought him.
public sealed interface KeeperAct {
    record MatchedOrder(OrderId order, TokenAmount bounty) implements KeeperAct {}

    record ExpiredLease(LeaseId lease, TokenAmount bounty) implements KeeperAct {}

    /// The bond is locked until the suspicion is cleared or the lease marked stale.
    record SuspectedLease(LeaseId lease, TokenAmount bond) implements KeeperAct {}

    record MarkedStale(LeaseId lease, TokenAmount bounty) implements KeeperAct {}
}
