package io.p2pcloud.market;

import io.p2pcloud.common.Address;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.common.TokenAmount;
import java.time.Instant;
import java.util.List;

/// A demand on chain. What exactly is asked for is committed by hash and lies in its event: see
/// [OrderDetails].
///
/// @param closesAt until when bids are taken; then it can be matched for a day
/// @param reopened how often it was opened again after a provider failed
/// @param excluded providers that failed it before
public record Order(
        OrderId id,
        DeploymentId deployment,
        Address tenant,
        Bytes32 commitment,
        State state,
        TokenAmount deposit,
        Instant closesAt,
        int bids,
        int reopened,
        List<Address> excluded) {
    public Order {
        excluded = List.copyOf(excluded);
    }

    /// Where it stands.
    public enum State {
        OPEN,
        MATCHED,
        CLOSED
    }
}
