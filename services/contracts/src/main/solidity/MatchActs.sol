// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {History, Opening} from "./History.sol";
import {IMarketErrors} from "./IMarketErrors.sol";
import {IMarketEvents} from "./IMarketEvents.sol";
import {Leases} from "./Leases.sol";
import {Ledger} from "./Ledger.sol";
import {Orders} from "./Orders.sol";
import {
    Act,
    Bid,
    CloseReason,
    Deployment,
    DeploymentInfrastructure,
    DeploymentState,
    FLAG_PERSIST,
    Lease,
    LeaseState,
    LeaseTerms,
    MATCH_WINDOW,
    MAX_REOPENED,
    Order,
    OrderState,
    ResourceGroup,
    Store
} from "./Types.sol";

/// Orders becoming leases, and leases that failed becoming orders again.
library MatchActs {
    function matchOrder(
        Store storage s,
        uint32 id,
        DeploymentInfrastructure calldata infra,
        LeaseTerms calldata terms,
        uint128[] calldata prices
    ) external returns (bytes32[] memory ids) {
        Order storage o = Orders.get(s, id);
        if (o.state != OrderState.OPEN) revert IMarketErrors.OrderNotOpen();
        if (block.timestamp < o.closesAt) revert IMarketErrors.BiddingStillOpen();
        if (
            block.timestamp > uint256(o.closesAt) + MATCH_WINDOW
                || (terms.endsAt != 0 && terms.endsAt <= block.timestamp + terms.activateWithin)
        ) revert IMarketErrors.OrderExpired();
        Orders.checkCommitment(o, infra, terms);
        uint256 place = winner(s, id, o, infra);
        Bid memory b = s.bids[id][place];
        (uint256 total, uint256 collateral) = Orders.priced(infra, prices);
        if (
            total != b.total || collateral != b.collateral
                || (prices.length > 1 && keccak256(abi.encode(prices)) != b.pricesHash)
        ) revert IMarketErrors.BadCommitment();
        uint256 bounty = s.config.matchBounty;
        uint256 deposit = o.deposit - bounty;
        uint32 first = s.leaseCount + 1;
        Orders.dropBid(s, id, o, place);
        Orders.settle(s, o, OrderState.MATCHED);
        ids = openLeases(s, id, deposit, b, infra, terms, prices);
        Ledger.credit(s, msg.sender, bounty);
        emit IMarketEvents.OrderMatched(
            id,
            b.provider,
            b.total,
            first,
            uint16(ids.length),
            uint96(bounty),
            msg.sender,
            Ledger.now40()
        );
    }

    /// The lowest bid, the earlier on a tie, whose provider still qualifies.
    function winner(
        Store storage s,
        uint32 id,
        Order storage o,
        DeploymentInfrastructure calldata infra
    ) private view returns (uint256 best) {
        uint256 n = o.bidCount;
        uint256[] memory keys = new uint256[](n);
        for (uint256 i = 0; i < n; i++) {
            Bid storage b = s.bids[id][i];
            // Total first, then order of arrival: one number to compare. Totals are below 2^128.
            keys[i] = (uint256(b.total) << 24) | b.sequence;
        }
        while (true) {
            uint256 least = type(uint256).max;
            for (uint256 i = 0; i < n; i++) {
                if (keys[i] < least) (least, best) = (keys[i], i);
            }
            if (least == type(uint256).max) revert IMarketErrors.NoQualifiedBid();
            if (Orders.stillQualifies(s, o, s.bids[id][best].provider, infra)) return best;
            keys[best] = type(uint256).max;
        }
    }

    function openLeases(
        Store storage s,
        uint32 id,
        uint256 deposit,
        Bid memory b,
        DeploymentInfrastructure calldata infra,
        LeaseTerms calldata terms,
        uint128[] calldata prices
    ) private returns (bytes32[] memory ids) {
        Opening memory n;
        {
            Deployment storage d = s.deployments[s.orders[id].deployment];
            n.tenant = d.tenant;
            n.launchKey = d.launchKey;
            n.version = d.version;
        }
        n.provider = b.provider;
        n.fromOrder = true;
        n.persist = infra.persist;
        n.origin = id;
        n.terms = terms;
        uint256 count;
        for (uint256 g = 0; g < infra.groups.length; g++) {
            count += infra.groups[g].count;
        }
        ids = new bytes32[](count);
        uint256 left = deposit;
        uint256 k;
        for (uint256 g = 0; g < infra.groups.length; g++) {
            n.group = uint8(g);
            n.unit = infra.groups[g].unit;
            n.rate = prices[g];
            n.collateral = infra.groups[g].collateral;
            uint256 share = deposit * prices[g] / b.total;
            for (uint256 u = infra.groups[g].count; u > 0; u--) {
                // The last lease has what the division by rate leaves over.
                n.escrow = uint96(k + 1 == count ? left : share);
                left -= n.escrow;
                ids[k++] = Leases.open(s, n);
            }
        }
    }

    // ---- leases that failed ------------------------------------------------------------------

    /// Ends a lease that was not activated in time. Its provider may decline before that, and earns
    /// no bounty for either.
    function expirePending(
        Store storage s,
        bytes32 id,
        DeploymentInfrastructure calldata infra,
        LeaseTerms calldata terms
    ) external {
        Lease storage l = Leases.get(s, id);
        if (l.state != LeaseState.PENDING) revert IMarketErrors.WrongState();
        bool declined = Ledger.mayAct(s, l.provider, msg.sender, Act.CLOSE);
        uint256 bounty;
        if (block.timestamp > l.mark) {
            s.records[l.tenant].notActivatedTenant += 1;
            if (!declined) bounty = s.config.expireBounty;
            if (bounty > l.escrow) bounty = l.escrow;
        } else if (!declined) {
            revert IMarketErrors.NotYetExpired();
        }
        s.records[l.provider].notActivated += 1;
        bool again = reopen(s, l, l.escrow - bounty, infra, terms);
        Leases.close(s, id, l, CloseReason.NOT_ACTIVATED, bounty, msg.sender, !again);
    }

    /// Ends a suspect lease whose provider stayed silent: the collateral is the tenant's.
    function markStale(
        Store storage s,
        bytes32 id,
        DeploymentInfrastructure calldata infra,
        LeaseTerms calldata terms
    ) external {
        Lease storage l = Leases.get(s, id);
        if (l.state != LeaseState.SUSPECT) revert IMarketErrors.WrongState();
        if (
            block.timestamp < uint256(l.mark) + s.config.grace
                || block.number < uint256(l.suspectBlock) + s.config.graceBlocks
        ) revert IMarketErrors.TooEarly();
        uint256 refund = l.escrow;
        bool again = reopen(s, l, refund, infra, terms);
        if (!again) Ledger.credit(s, l.tenant, refund);
        uint256 collateral = l.collateral;
        l.escrow = 0;
        l.collateral = 0;
        l.state = LeaseState.STALE;
        l.reason = CloseReason.STALE;
        s.providers[l.provider].openLeases -= 1;
        s.records[l.provider].stale += 1;
        payStale(s, id, l, refund, collateral);
    }

    function payStale(
        Store storage s,
        bytes32 id,
        Lease storage l,
        uint256 refund,
        uint256 collateral
    ) private {
        address suspector = l.suspector;
        uint256 first = s.config.suspectBounty;
        if (first > collateral) first = collateral;
        collateral -= first;
        uint256 second = s.config.staleBounty;
        if (second > collateral) second = collateral;
        collateral -= second;
        uint256 bond = s.config.suspectBond;
        Ledger.credit(s, suspector, bond + first);
        Ledger.credit(s, msg.sender, second);
        Ledger.credit(s, l.tenant, collateral);
        bytes32 sig = IMarketEvents.LeaseStale.selector;
        History.record(
            l,
            sig,
            id,
            abi.encode(
                sig,
                id,
                suspector,
                bond,
                first,
                msg.sender,
                second,
                collateral,
                refund,
                block.timestamp
            )
        );
    }

    /// With `persist`, opens an order for the one machine of this lease, without its provider. False
    /// when there is nothing to reopen, or when the money left is not enough for a new lease.
    function reopen(
        Store storage s,
        Lease storage l,
        uint256 deposit,
        DeploymentInfrastructure calldata infra,
        LeaseTerms calldata terms
    ) private returns (bool) {
        if (l.flags & FLAG_PERSIST == 0) return false;
        Order storage old = s.orders[l.origin];
        uint256 reopened = old.reopened;
        Deployment storage d = s.deployments[old.deployment];
        if (reopened >= MAX_REOPENED || d.state != DeploymentState.ACTIVE) return false;
        Orders.checkCommitment(old, infra, terms);
        if (
            terms.endsAt != 0
                && terms.endsAt <= block.timestamp + d.waitDuration + terms.activateWithin
        ) return false;
        DeploymentInfrastructure memory one = infra;
        ResourceGroup memory group = one.groups[l.group];
        group.count = 1;
        one.groups = new ResourceGroup[](1);
        one.groups[0] = group;
        uint256 span = Leases.span(s.config, terms.period);
        if (deposit < Leases.costUp(group.price, span) + s.config.matchBounty) return false;
        d.openOrders += 1;
        bytes memory content = abi.encode(0, 0, 0, 0, one, terms);
        uint32 id = Orders.open(s, old.deployment, deposit, d.waitDuration, reopened + 1, content);
        Order storage o = s.orders[id];
        for (uint256 i = 0; i < reopened; i++) {
            o.excluded[i] = old.excluded[i];
        }
        o.excluded[reopened] = l.provider;
        return true;
    }
}
