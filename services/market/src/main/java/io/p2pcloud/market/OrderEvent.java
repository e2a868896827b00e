package io.p2pcloud.market;

import io.p2pcloud.common.Address;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.common.Rate;
import io.p2pcloud.common.TokenAmount;
import java.time.Instant;
import java.util.List;

/// What happened to deployments, orders and bids.
public sealed interface OrderEvent extends MarketEvent {
    record DeploymentSubmitted(
            EventPlace place,
            DeploymentId deployment,
            Address tenant,
            Bytes32 version,
            Address launchKey,
            TokenAmount deposit)
            implements OrderEvent {}

    record DeploymentUpdated(
            EventPlace place, DeploymentId deployment, Bytes32 version, Address launchKey)
            implements OrderEvent {}

    record DeploymentEnded(EventPlace place, DeploymentId deployment) implements OrderEvent {}

    record OrderOpened(
            EventPlace place,
            OrderDetails details,
            DeploymentId deployment,
            TokenAmount deposit,
            Instant closesAt,
            int reopened)
            implements OrderEvent {}

    record OrderClosed(EventPlace place, OrderId order, TokenAmount refund) implements OrderEvent {}

    /// @param firstLease the number of the first of `leases` new leases
    record OrderMatched(
            EventPlace place,
            OrderId order,
            Address provider,
            Rate total,
            long firstLease,
            int leases,
            TokenAmount bounty,
            Address bountyTo)
            implements OrderEvent {}

    record BidSubmitted(
            EventPlace place,
            OrderId order,
            Address provider,
            long sequence,
            Rate total,
            TokenAmount collateral,
            List<Rate> prices)
            implements OrderEvent {
        public BidSubmitted {
            prices = List.copyOf(prices);
        }
    }

    record BidCancelled(EventPlace place, OrderId order, Address provider, TokenAmount collateral)
            implements OrderEvent {}

    record BidEvicted(EventPlace place, OrderId order, Address provider, TokenAmount collateral)
            implements OrderEvent {}

    record BidReclaimed(EventPlace place, OrderId order, Address provider, TokenAmount collateral)
            implements OrderEvent {}
}
