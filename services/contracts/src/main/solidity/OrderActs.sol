// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IMarketErrors} from "./IMarketErrors.sol";
import {IMarketEvents} from "./IMarketEvents.sol";
import {Ledger} from "./Ledger.sol";
import {Orders} from "./Orders.sol";
import {Rules} from "./Rules.sol";
import {
    Act,
    Bid,
    Deployment,
    DeploymentInfrastructure,
    DeploymentState,
    LeaseTerms,
    MATCH_WINDOW,
    MAX_BIDS,
    MAX_INFRASTRUCTURES,
    MAX_WAIT,
    Order,
    OrderState,
    Store,
    Submission
} from "./Types.sol";

/// Demand: deployments, the orders they generate, and the bids on them.
library OrderActs {
    function submitDeployment(
        Store storage s,
        Submission calldata d,
        DeploymentInfrastructure[] calldata infrastructures
    ) external returns (uint32 id) {
        uint256 n = infrastructures.length;
        if (n == 0 || n > MAX_INFRASTRUCTURES) revert IMarketErrors.BadDeployment();
        if (d.waitDuration == 0 || d.waitDuration > MAX_WAIT) revert IMarketErrors.BadWait();
        if (d.launchKey == address(0)) revert IMarketErrors.BadLaunchKey();
        if (d.version == 0) revert IMarketErrors.BadVersion();
        Rules.checkTerms(d.terms);
        Ledger.authorize(s, d.account, Act.ORDERS, d.deposit);
        id = ++s.deploymentCount;
        Deployment storage p = s.deployments[id];
        p.tenant = d.account;
        p.state = DeploymentState.ACTIVE;
        p.openOrders = uint16(n);
        p.waitDuration = uint24(d.waitDuration);
        p.launchKey = d.launchKey;
        p.version = d.version;
        s.deploymentsOf[d.account].push(id);
        emit IMarketEvents.DeploymentSubmitted(
            id, d.account, d.version, d.launchKey, d.deposit, Ledger.now40()
        );
        openOrders(s, id, d, infrastructures);
        Ledger.pull(s, d.account, d.deposit);
    }

    /// One order per infrastructure; the deposit is split by the highest rate each may cost.
    function openOrders(
        Store storage s,
        uint32 id,
        Submission calldata d,
        DeploymentInfrastructure[] calldata infrastructures
    ) private {
        uint256 n = infrastructures.length;
        uint256[] memory rates = new uint256[](n);
        uint256[] memory least = new uint256[](n);
        uint256 total;
        for (uint256 i = 0; i < n; i++) {
            (rates[i], least[i]) = Orders.check(s, infrastructures[i], d.terms.period);
            total += rates[i];
        }
        uint256 left = d.deposit;
        for (uint256 i = 0; i < n; i++) {
            uint256 share = i == n - 1 ? left : uint256(d.deposit) * rates[i] / total;
            left -= share;
            if (share < least[i]) revert IMarketErrors.DepositTooLow();
            bytes memory content = abi.encode(0, 0, 0, 0, infrastructures[i], d.terms);
            Orders.open(s, id, share, d.waitDuration, 0, content);
        }
    }

    function updateDeployment(Store storage s, uint32 id, bytes32 version, address launchKey)
        external
    {
        Deployment storage p = active(s, id);
        Ledger.authorize(s, p.tenant, Act.ORDERS, 0);
        if (version == 0) revert IMarketErrors.BadVersion();
        if (launchKey == address(0)) revert IMarketErrors.BadLaunchKey();
        if (launchKey != p.launchKey) Ledger.authorize(s, p.tenant, Act.KEYS, 0);
        p.version = version;
        p.launchKey = launchKey;
        emit IMarketEvents.DeploymentUpdated(id, version, launchKey, Ledger.now40());
    }

    /// Closes the deployment: all its open orders, given here, are refunded, and none opens again.
    function closeDeployment(Store storage s, uint32 id, uint32[] calldata orders) external {
        Deployment storage p = active(s, id);
        Ledger.authorize(s, p.tenant, Act.ORDERS, 0);
        for (uint256 i = 0; i < orders.length; i++) {
            if (s.orders[orders[i]].deployment != id) revert IMarketErrors.NoSuchOrder();
            Orders.cancel(s, orders[i]);
        }
        if (p.openOrders != 0) revert IMarketErrors.OrdersStillOpen();
        p.state = DeploymentState.CLOSED;
        emit IMarketEvents.DeploymentEnded(id, Ledger.now40());
    }

    function closeOrder(Store storage s, uint32 id) external {
        Order storage o = Orders.get(s, id);
        Ledger.authorize(s, s.deployments[o.deployment].tenant, Act.ORDERS, 0);
        Orders.cancel(s, id);
    }

    function active(Store storage s, uint32 id) private view returns (Deployment storage p) {
        p = s.deployments[id];
        if (p.state == DeploymentState.NONE) revert IMarketErrors.NoSuchDeployment();
        if (p.state == DeploymentState.CLOSED) revert IMarketErrors.DeploymentClosed();
    }

    // ---- bids ------------------------------------------------------------------------------

    function submitFulfillment(
        Store storage s,
        address account,
        uint32 id,
        DeploymentInfrastructure calldata infra,
        LeaseTerms calldata terms,
        uint128[] calldata prices
    ) external {
        Order storage o = Orders.get(s, id);
        if (o.state != OrderState.OPEN) revert IMarketErrors.OrderNotOpen();
        if (block.timestamp >= o.closesAt) revert IMarketErrors.BiddingClosed();
        Orders.checkCommitment(o, infra, terms);
        Rules.checkProvider(s, account);
        if (!Orders.qualifies(s, o, account, infra)) revert IMarketErrors.NotQualified();
        (uint256 total, uint256 collateral) = Orders.priced(infra, prices);
        Ledger.authorize(s, account, Act.BIDS, collateral);
        uint24 sequence = ++o.bidSequence;
        Bid storage b = s.bids[id][place(s, id, o, account, total)];
        b.provider = account;
        b.sequence = sequence;
        b.time = Ledger.now40();
        b.total = uint128(total);
        b.collateral = uint96(collateral);
        // With one group the price follows from the total.
        b.pricesHash = prices.length > 1 ? keccak256(abi.encode(prices)) : bytes32(0);
        emit IMarketEvents.BidSubmitted(
            id, account, sequence, uint128(total), uint96(collateral), prices, Ledger.now40()
        );
        Ledger.pull(s, account, collateral);
    }

    /// A free place among the bids, or that of the highest (the latest on a tie), which must be
    /// higher than the newcomer's total.
    function place(Store storage s, uint32 id, Order storage o, address account, uint256 total)
        private
        returns (uint256 spot)
    {
        uint256 n = o.bidCount;
        uint256 worst;
        uint256 worstSequence;
        for (uint256 i = 0; i < n; i++) {
            Bid storage b = s.bids[id][i];
            if (b.provider == account) revert IMarketErrors.AlreadyBid();
            if (n < MAX_BIDS) continue;
            uint256 t = b.total;
            uint256 q = b.sequence;
            if (t > worst || (t == worst && q > worstSequence)) {
                (worst, worstSequence, spot) = (t, q, i);
            }
        }
        if (n < MAX_BIDS) {
            o.bidCount = uint8(n + 1);
            return n;
        }
        if (total >= worst) revert IMarketErrors.BidNotLowEnough();
        Bid storage out = s.bids[id][spot];
        Ledger.credit(s, out.provider, out.collateral);
        emit IMarketEvents.BidEvicted(id, out.provider, out.collateral, Ledger.now40());
    }

    function cancelFulfillment(Store storage s, address account, uint32 id) external {
        Ledger.authorize(s, account, Act.BIDS, 0);
        Order storage o = Orders.get(s, id);
        if (o.state != OrderState.OPEN) revert IMarketErrors.OrderNotOpen();
        if (block.timestamp >= o.closesAt) revert IMarketErrors.BiddingClosed();
        // Low bids that keep others out must stand: cancelled at the last moment they would leave none.
        if (o.bidCount == MAX_BIDS) revert IMarketErrors.OrderFull();
        uint96 collateral = Orders.removeBid(s, id, account);
        emit IMarketEvents.BidCancelled(id, account, collateral, Ledger.now40());
    }

    /// Gives a bidder the collateral of a bid that can no longer win. Anyone may ask for him.
    function reclaim(Store storage s, address account, uint32 id) external {
        Order storage o = Orders.get(s, id);
        if (o.state == OrderState.OPEN && block.timestamp <= uint256(o.closesAt) + MATCH_WINDOW) {
            revert IMarketErrors.OrderNotExpired();
        }
        uint96 collateral = Orders.removeBid(s, id, account);
        emit IMarketEvents.BidReclaimed(id, account, collateral, Ledger.now40());
    }
}
