// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import "../../main/solidity/Types.sol";
import "../../main/solidity/ViewTypes.sol";
import {Slots} from "./Slots.sol";

/// Every other value of STORAGE.md, read from its slot, is what the views say.
contract StorageTest is Slots {
    function testAccountsProvidersAndRecords() public {
        bytes32 id = activeLease();
        skip(1000);
        confirm(id, 900);
        vm.prank(provider);
        market.startUnbonding();
        ProviderView memory p = market.provider(provider);
        from = keyed(provider, 4);
        expect(0, 0, 112, credit(provider), "credit");
        expect(0, 14, 48, 900, "provenConfidential");
        expect(0, 20, 48, p.provenStandard, "provenStandard");
        expect(0, 30, 8, 1, "provider");
        from = keyed(provider, 5);
        expect(0, 0, 96, p.stake, "stake");
        expect(0, 12, 40, p.registeredAt, "registeredAt");
        expect(0, 17, 40, p.unbondedAt, "unbondedAt");
        expect(0, 22, 32, 1, "openLeases");
        requireEqual(bytes32(word(1)), p.tlsKeyHash, "tlsKeyHash");
        requireEqual(bytes32(word(2)), p.region, "region");
        requireEqual(bytes32(word(3)), p.profileHash, "profileHash");
        expect(4, 0, 8, 2 * bytes(p.endpoint).length, "length of the endpoint");
        requireEqual(bytes32(word(4) >> 8 << 8), bytes32(bytes(p.endpoint)), "endpoint");
    }

    function testRecords() public {
        bytes32 id = take(list(1));
        skip(2 hours);
        DeploymentInfrastructure memory none;
        market.expirePending(id, none, terms());
        from = keyed(provider, 6);
        Record memory r = market.provider(provider).record;
        expect(0, 0, 32, r.completed, "completed");
        expect(0, 4, 32, r.stale, "stale");
        expect(0, 8, 32, r.closedByProvider, "closedByProvider");
        expect(0, 12, 32, 1, "notActivated");
        from = keyed(tenant, 6);
        expect(0, 16, 32, 1, "notActivatedTenant");
    }

    function testALongEndpointLiesElsewhere() public {
        ProviderProfile memory p = profile();
        p.endpoint = "a-rather-long-name-of-a-provider.example:7443";
        vm.prank(provider);
        market.updateProvider(provider, p);
        from = keyed(provider, 5);
        uint256 length = (word(4) - 1) / 2;
        requireEqual(length, bytes(p.endpoint).length, "length");
        from = keccak256(abi.encode(uint256(from) + 4));
        bytes memory text = bytes(p.endpoint);
        for (uint256 i = 0; i < length; i++) {
            require(bytes32(word(i / 32))[i % 32] == text[i], "text");
        }
    }

    function testAuditsDelegationsAndNonces() public {
        vm.prank(keeper);
        market.attest(provider, "host", "verified");
        bytes32 audit = keccak256(abi.encode(keeper, provider, bytes32("host")));
        from = keyed(uint256(audit), 17);
        requireEqual(bytes32(word(0)), "verified", "audit");
        vm.prank(tenant);
        market.delegate(stranger, 1 << 7, DEPOSIT, uint40(START + 1 days));
        uint32 offer = list(1);
        vm.prank(stranger);
        market.takeOffer(taking(offer, 1));
        from = keyed(uint160(stranger), keyed(tenant, 18));
        expect(0, 0, 96, DEPOSIT, "spendPerDay");
        expect(0, 12, 32, 1 << 7, "acts");
        expect(0, 16, 40, START + 1 days, "expiry");
        expect(1, 0, 96, DEPOSIT, "spent");
        expect(1, 12, 24, START / 1 days, "day");
        vm.prank(provider);
        market.cancelQuotes(provider, tenant);
        from = keyed(uint160(tenant), keyed(provider, 19));
        requireEqual(word(0), 1, "nonce");
    }

    // ---- offers, orders, constants -----------------------------------------------------------

    function testOffersAndWhichStand() public {
        for (uint256 i = 0; i < 10; i++) {
            list(uint16(3 + i));
        }
        take(9);
        OfferView memory o = market.offer(9);
        from = keyed(9, 7);
        expect(0, 0, 160, uint160(provider), "provider");
        expect(0, 20, 40, o.terms.endsAt, "endsAt");
        expect(0, 25, 16, o.count, "count");
        expect(0, 27, 16, 1, "taken");
        expect(0, 29, 8, uint256(o.mode), "mode");
        expect(1, 0, 128, o.price, "price");
        expect(1, 16, 96, o.collateral, "collateral");
        expect(1, 28, 8, o.terms.haltedPercent, "haltedPercent");
        expect(1, 29, 16, o.unit.vcpu, "vcpu");
        expect(2, 0, 32, o.unit.memoryMiB, "memory");
        expect(2, 4, 32, o.unit.diskGiB, "disk");
        expect(2, 8, 32, o.unit.bandwidthMbps, "bandwidth");
        expect(2, 12, 8, uint256(o.unit.tier), "tier");
        expect(2, 13, 16, o.terms.period / 60, "period");
        expect(2, 15, 16, o.terms.activateWithin / 60, "activate");
        expect(2, 17, 16, o.terms.outageSeconds / 60, "outage");
        expect(2, 19, 16, o.terms.noticeSeconds / 60, "notice");
        expect(2, 21, 32, 8, "position");
        from = 0;
        requireEqual(word(8), 10, "standing");
        requireEqual(listed(bytes32(uint256(8)), 8), 9, "the ninth");
        from = 0;
        expect(0, 0, 32, 1, "leaseCount");
        expect(0, 4, 32, 10, "offerCount");
    }

    function testDeploymentsOrdersAndBids() public {
        submit(1);
        uint32 id = order(2);
        bid(provider, id, 2, RATE - 1);
        OrderView memory o = market.order(id);
        from = keyed(id, 10);
        requireEqual(bytes32(word(0)), o.commitment, "commitment");
        expect(1, 0, 96, o.deposit, "deposit");
        expect(1, 12, 32, 2, "deployment");
        expect(1, 16, 40, o.closesAt, "closesAt");
        expect(1, 21, 8, uint256(o.state), "state");
        expect(1, 22, 8, 1, "bidCount");
        expect(1, 24, 24, 1, "bidSequence");
        expect(1, 27, 32, 1, "position");
        Bid memory b = market.bids(id)[0];
        from = keyed(uint256(0), keyed(id, 12));
        expect(0, 0, 160, uint160(provider), "bidder");
        expect(0, 20, 24, 1, "sequence");
        expect(0, 23, 40, START, "time");
        expect(1, 0, 128, 2 * (RATE - 1), "total");
        expect(1, 16, 96, b.collateral, "collateral");
        requireEqual(bytes32(word(2)), b.pricesHash, "prices");
        Deployment memory d = market.deployment(2);
        from = keyed(2, 9);
        expect(0, 0, 160, uint160(tenant), "tenant");
        expect(0, 20, 8, uint256(d.state), "state");
        expect(0, 21, 16, 1, "openOrders");
        expect(0, 23, 24, 1 hours, "wait");
        expect(1, 0, 160, uint160(launchKey), "launchKey");
        requireEqual(bytes32(word(2)), VERSION, "version");
        lists();
    }

    function lists() private {
        from = 0;
        expect(0, 8, 32, 2, "deploymentCount");
        expect(0, 12, 32, 2, "orderCount");
        requireEqual(word(11), 2, "open orders");
        requireEqual(listed(bytes32(uint256(11)), 1), 2, "the second");
        bytes32 mine = keyed(tenant, 16);
        from = mine;
        requireEqual(word(0), 2, "deployments of the tenant");
        requireEqual(listed(mine, 1), 2, "the second");
    }

    function testAReopenedOrderNamesWhomItExcludes() public {
        uint32 id = order(1);
        bid(provider, id, 1, RATE);
        skip(1 hours);
        bytes32 lease = matchAt(id, 1, RATE)[0];
        skip(2 hours);
        market.expirePending(lease, infra(1, 1), terms());
        from = keyed(id + 1, 10);
        expect(1, 23, 8, 1, "reopened");
        expect(2, 0, 160, uint160(provider), "excluded");
        expect(3, 0, 160, 0, "nobody else");
    }

    function testConstants() public {
        Config memory c = market.config();
        from = bytes32(uint256(1));
        expect(0, 0, 160, uint160(address(c.token)), "token");
        expect(0, 20, 96, c.minStake, "minStake");
        expect(1, 0, 32, c.grace, "grace");
        expect(1, 4, 32, c.graceBlocks, "graceBlocks");
        expect(1, 8, 32, c.pauseGrace, "pauseGrace");
        expect(1, 12, 32, c.settlementWindow, "settlementWindow");
        expect(1, 16, 32, c.unbonding, "unbonding");
        expect(1, 20, 96, c.suspectBond, "suspectBond");
        expect(2, 0, 64, c.matchBounty, "matchBounty");
        expect(2, 8, 64, c.expireBounty, "expireBounty");
        expect(2, 16, 64, c.suspectBounty, "suspectBounty");
        expect(2, 24, 64, c.staleBounty, "staleBounty");
    }
}
