// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Leases} from "./Leases.sol";
import {Signatures} from "./Signatures.sol";
import {LeaseView, OfferView, OrderView, ProviderView} from "./ViewTypes.sol";
import {
    Bid,
    ComputeUnit,
    Deployment,
    FLAG_CONFIDENTIAL,
    FLAG_ORDER,
    FLAG_PERSIST,
    Lease,
    LeaseTerms,
    MAX_PAGE,
    Offer,
    Order,
    Provider,
    Store
} from "./Types.sol";

/// What reads answer with. Each answer is encoded here, so that the market passes it on as
/// it is: the code to decode and encode it again would not fit beside the rest.
library Views {
    function provider(Store storage s, address account) external view returns (bytes memory) {
        ProviderView memory v;
        Provider storage p = s.providers[account];
        v.account = account;
        v.stake = p.stake;
        v.registeredAt = p.registeredAt;
        v.unbondedAt = p.unbondedAt;
        v.openLeases = p.openLeases;
        v.tlsKeyHash = p.tlsKeyHash;
        v.region = p.region;
        v.profileHash = p.profileHash;
        v.endpoint = p.endpoint;
        v.record = s.records[account];
        v.provenConfidential = s.accounts[account].provenConfidential;
        v.provenStandard = s.accounts[account].provenStandard;
        return abi.encode(v);
    }

    function offer(Store storage s, uint32 id) external view returns (bytes memory) {
        return abi.encode(offerOf(s, id));
    }

    function offersPage(Store storage s, uint256 from, uint256 count)
        external
        view
        returns (bytes memory)
    {
        uint256 n = size(s.openOffers.length, from, count);
        OfferView[] memory page = new OfferView[](n);
        for (uint256 i = 0; i < n; i++) {
            page[i] = offerOf(s, s.openOffers[from + i]);
        }
        return abi.encode(page);
    }

    function offerOf(Store storage s, uint32 id) private view returns (OfferView memory v) {
        Offer storage o = s.offers[id];
        v.id = id;
        v.provider = o.provider;
        v.unit = ComputeUnit(o.vcpu, o.memoryMiB, o.diskGiB, o.bandwidthMbps, o.tier);
        v.price = o.price;
        v.collateral = o.collateral;
        v.count = o.count;
        v.taken = o.taken;
        v.mode = o.mode;
        v.terms = LeaseTerms(
            uint32(o.periodMinutes) * 60,
            uint32(o.activateMinutes) * 60,
            uint32(o.outageMinutes) * 60,
            uint32(o.noticeMinutes) * 60,
            o.haltedPercent,
            o.endsAt
        );
        v.minDeposit = uint96(Leases.costUp(o.price, Leases.span(s.config, v.terms.period)));
    }

    function order(Store storage s, uint32 id) external view returns (bytes memory) {
        return abi.encode(orderOf(s, id));
    }

    function ordersPage(Store storage s, uint256 from, uint256 count)
        external
        view
        returns (bytes memory)
    {
        uint256 n = size(s.openOrders.length, from, count);
        OrderView[] memory page = new OrderView[](n);
        for (uint256 i = 0; i < n; i++) {
            page[i] = orderOf(s, s.openOrders[from + i]);
        }
        return abi.encode(page);
    }

    function orderOf(Store storage s, uint32 id) private view returns (OrderView memory v) {
        Order storage o = s.orders[id];
        v.id = id;
        v.deployment = o.deployment;
        v.tenant = s.deployments[o.deployment].tenant;
        v.commitment = o.commitment;
        v.deposit = o.deposit;
        v.closesAt = o.closesAt;
        v.state = o.state;
        v.bidCount = o.bidCount;
        v.reopened = o.reopened;
        v.excluded = o.excluded;
    }

    function bids(Store storage s, uint32 id) external view returns (bytes memory) {
        uint256 n = s.orders[id].bidCount;
        Bid[] memory list = new Bid[](n);
        for (uint256 i = 0; i < n; i++) {
            list[i] = s.bids[id][i];
        }
        return abi.encode(list);
    }

    function deploymentsOf(Store storage s, address account, uint256 from, uint256 count)
        external
        view
        returns (bytes memory)
    {
        uint32[] storage all = s.deploymentsOf[account];
        uint256 n = size(all.length, from, count);
        uint32[] memory ids = new uint32[](n);
        Deployment[] memory page = new Deployment[](n);
        for (uint256 i = 0; i < n; i++) {
            ids[i] = all[from + i];
            page[i] = s.deployments[ids[i]];
        }
        return abi.encode(ids, page);
    }

    function lease(Store storage s, bytes32 id) external view returns (bytes memory) {
        return abi.encode(leaseOf(s, id));
    }

    function leasesOfTenant(Store storage s, address account, uint256 from, uint256 count)
        external
        view
        returns (bytes memory)
    {
        uint256 length = s.accounts[account].leaseCount;
        return leasePage(s, s.tenantLeases[account], length, from, count);
    }

    function leasesOfProvider(Store storage s, address account, uint256 from, uint256 count)
        external
        view
        returns (bytes memory)
    {
        uint256 length = s.providers[account].leaseCount;
        return leasePage(s, s.providerLeases[account], length, from, count);
    }

    function leasePage(
        Store storage s,
        mapping(uint256 => uint256) storage index,
        uint256 length,
        uint256 from,
        uint256 count
    ) private view returns (bytes memory) {
        uint256 n = size(length, from, count);
        LeaseView[] memory page = new LeaseView[](n);
        for (uint256 i = 0; i < n; i++) {
            page[i] = leaseOf(s, Signatures.leaseId(Leases.entry(index, from + i)));
        }
        return abi.encode(page);
    }

    function leasesByIds(Store storage s, bytes32[] calldata ids)
        external
        view
        returns (bytes memory)
    {
        LeaseView[] memory list = new LeaseView[](ids.length);
        for (uint256 i = 0; i < ids.length; i++) {
            list[i] = leaseOf(s, ids[i]);
        }
        return abi.encode(list);
    }

    function leaseOf(Store storage s, bytes32 id) private view returns (LeaseView memory v) {
        Lease storage l = s.leases[id];
        v.id = id;
        v.tenant = l.tenant;
        v.provider = l.provider;
        v.state = l.state;
        v.confidential = l.flags & FLAG_CONFIDENTIAL != 0;
        v.fromOrder = l.flags & FLAG_ORDER != 0;
        v.persist = l.flags & FLAG_PERSIST != 0;
        v.origin = l.origin;
        v.group = l.group;
        v.rate = l.rate;
        v.escrow = l.escrow;
        v.collateral = l.collateral;
        v.period = uint32(l.periodMinutes) * 60;
        v.outageSeconds = uint32(l.outageMinutes) * 60;
        v.noticeSeconds = uint32(l.noticeMinutes) * 60;
        v.haltedPercent = l.haltedPercent;
        v.endsAt = l.endsAt;
        v.mark = l.mark;
        v.startedAt = l.startedAt;
        v.quietFrom = l.quietFrom;
        v.noticeAt = l.noticeAt;
        v.noticeReason = l.noticeReason;
        v.outageFrom = l.outageFrom;
        v.outageUsed = uint32(Leases.outageUsed(l));
        v.off = l.off;
        v.launchKey = l.launchKey;
        v.controlNonce = l.controlNonce;
        v.guestKey = l.guestKey;
        v.beat = l.beat;
        v.boot = Leases.bootOf(l.beat);
        v.version = l.version;
        v.reason = l.reason;
        v.suspector = l.suspector;
        v.suspectBlock = l.suspectBlock;
        v.eventCount = l.eventCount;
        v.eventDigest = l.eventDigest;
        v.floor = uint96(Leases.costUp(l.rate, Leases.span(s.config, v.period)));
        if (l.startedAt != 0) v.unproven = uint32(Leases.unproven(l));
    }

    /// How many of `length` entries a page from `from` holds; never more than the page bound.
    function size(uint256 length, uint256 from, uint256 count) private pure returns (uint256) {
        if (from >= length) return 0;
        if (count > MAX_PAGE) count = MAX_PAGE;
        uint256 left = length - from;
        return count < left ? count : left;
    }
}
