// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IMarketErrors} from "./IMarketErrors.sol";
import {IMarketEvents} from "./IMarketEvents.sol";
import {Leases} from "./Leases.sol";
import {Ledger} from "./Ledger.sol";
import {ProviderActs} from "./ProviderActs.sol";
import {Rules} from "./Rules.sol";
import {
    Bid,
    DeploymentInfrastructure,
    LeaseTerms,
    MAX_GROUPS,
    MAX_REQUIREMENTS,
    MAX_UNITS,
    Order,
    OrderState,
    Requirement,
    ResourceGroup,
    Store
} from "./Types.sol";

/// What acts on orders share. An order stores only the hash of what is wanted: those who act on it
/// bring the whole along, read from the event OrderOpened.
library Orders {
    function get(Store storage s, uint32 id) internal view returns (Order storage o) {
        o = s.orders[id];
        if (o.state == OrderState.NONE) revert IMarketErrors.NoSuchOrder();
    }

    function checkCommitment(
        Order storage o,
        DeploymentInfrastructure calldata infra,
        LeaseTerms calldata terms
    ) internal view {
        bytes memory content = abi.encode(0, 0, 0, 0, infra, terms);
        if (keccak256(content) != o.commitment) revert IMarketErrors.BadCommitment();
    }

    /// Refuses what is out of bounds. Answers the highest rate of all units together, and the least
    /// deposit: the floors of all leases at the highest price, and the bounty of the match.
    function check(Store storage s, DeploymentInfrastructure calldata infra, uint256 period)
        internal
        view
        returns (uint256 rate, uint256 least)
    {
        uint256 n = infra.groups.length;
        if (n == 0 || n > MAX_GROUPS || infra.requirements.length > MAX_REQUIREMENTS) {
            revert IMarketErrors.BadDeployment();
        }
        uint256 span = Leases.span(s.config, period);
        least = s.config.matchBounty;
        uint256 units;
        for (uint256 i = 0; i < n; i++) {
            ResourceGroup calldata g = infra.groups[i];
            uint256 count = g.count;
            Rules.checkUnit(g.unit);
            Rules.checkPrice(g.price);
            if (count == 0) revert IMarketErrors.BadCount();
            units += count;
            rate += g.price * count;
            least += Leases.costUp(g.price, span) * count;
        }
        if (units > MAX_UNITS) revert IMarketErrors.BadCount();
        for (uint256 i = 0; i < infra.requirements.length; i++) {
            Requirement calldata r = infra.requirements[i];
            if (r.auditor == address(0) || r.key == 0 || r.value == 0) {
                revert IMarketErrors.BadDeployment();
            }
        }
    }

    /// Puts an order on the list of open ones and tells of it. `content` is the event's data with
    /// zeros in its first four words, and the order commits to its hash: one encoding serves both.
    function open(
        Store storage s,
        uint32 deployment,
        uint256 deposit,
        uint256 wait,
        uint256 reopened,
        bytes memory content
    ) internal returns (uint32 id) {
        id = ++s.orderCount;
        Order storage o = s.orders[id];
        uint256 closesAt = block.timestamp + wait;
        o.commitment = keccak256(content);
        o.deposit = uint96(deposit);
        o.deployment = deployment;
        o.closesAt = uint40(closesAt);
        o.state = OrderState.OPEN;
        o.reopened = uint8(reopened);
        o.position = uint32(s.openOrders.length);
        s.openOrders.push(id);
        bytes32 sig = IMarketEvents.OrderOpened.selector;
        assembly ("memory-safe") {
            let data := add(content, 0x20)
            mstore(data, deposit)
            mstore(add(data, 0x20), closesAt)
            mstore(add(data, 0x40), reopened)
            mstore(add(data, 0x60), timestamp())
            log3(data, mload(content), sig, id, deployment)
        }
    }

    /// Takes the order off the list of open ones.
    function settle(Store storage s, Order storage o, OrderState state) internal {
        o.state = state;
        o.deposit = 0;
        uint32 last = s.openOrders[s.openOrders.length - 1];
        uint32 position = o.position;
        s.openOrders[position] = last;
        s.orders[last].position = position;
        s.openOrders.pop();
        s.deployments[o.deployment].openOrders -= 1;
    }

    function cancel(Store storage s, uint32 id) internal {
        Order storage o = get(s, id);
        if (o.state != OrderState.OPEN) revert IMarketErrors.OrderNotOpen();
        uint96 deposit = o.deposit;
        settle(s, o, OrderState.CLOSED);
        Ledger.credit(s, s.deployments[o.deployment].tenant, deposit);
        emit IMarketEvents.OrderClosed(id, deposit, Ledger.now40());
    }

    /// Whether a provider may bid.
    function qualifies(
        Store storage s,
        Order storage o,
        address account,
        DeploymentInfrastructure calldata infra
    ) internal view returns (bool) {
        bytes32 region = infra.region;
        if (region != 0 && s.providers[account].region != region) return false;
        return stillQualifies(s, o, account, infra);
    }

    /// Whether a bid may win. What a bidder says of himself, his region and whether he is leaving, was
    /// checked when he bid: else he could cancel in the block of the match by saying something else.
    /// A stake cannot be gone by then, for it takes longer to get out than an order to be matched.
    function stillQualifies(
        Store storage s,
        Order storage o,
        address account,
        DeploymentInfrastructure calldata infra
    ) internal view returns (bool) {
        uint256 stake = s.providers[account].stake;
        if (stake == 0 || stake < infra.minStake) return false;
        uint256 reopened = o.reopened;
        for (uint256 i = 0; i < reopened; i++) {
            if (o.excluded[i] == account) return false;
        }
        for (uint256 i = 0; i < infra.requirements.length; i++) {
            Requirement calldata r = infra.requirements[i];
            if (s.audits[ProviderActs.auditId(r.auditor, account, r.key)] != r.value) return false;
        }
        return true;
    }

    function priced(DeploymentInfrastructure calldata infra, uint128[] calldata prices)
        internal
        pure
        returns (uint256 total, uint256 collateral)
    {
        if (prices.length != infra.groups.length) revert IMarketErrors.BadPrice();
        for (uint256 i = 0; i < prices.length; i++) {
            ResourceGroup calldata g = infra.groups[i];
            if (prices[i] == 0) revert IMarketErrors.BadPrice();
            if (prices[i] > g.price) revert IMarketErrors.BidTooHigh();
            total += uint256(prices[i]) * g.count;
            collateral += uint256(g.collateral) * g.count;
        }
        if (collateral > type(uint96).max) revert IMarketErrors.BadAmount();
    }

    /// Frees a bid's place and credits its collateral to its provider.
    function removeBid(Store storage s, uint32 id, address account)
        internal
        returns (uint96 collateral)
    {
        Order storage o = s.orders[id];
        uint256 n = o.bidCount;
        for (uint256 i = 0; i < n; i++) {
            Bid storage b = s.bids[id][i];
            if (b.provider != account) continue;
            collateral = b.collateral;
            dropBid(s, id, o, i);
            Ledger.credit(s, account, collateral);
            return collateral;
        }
        revert IMarketErrors.NoSuchBid();
    }

    function dropBid(Store storage s, uint32 id, Order storage o, uint256 i) internal {
        uint256 last = o.bidCount - 1;
        if (i != last) s.bids[id][i] = s.bids[id][last];
        delete s.bids[id][last];
        o.bidCount = uint8(last);
    }
}
