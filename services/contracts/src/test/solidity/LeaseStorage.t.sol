// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import "../../main/solidity/Types.sol";
import "../../main/solidity/ViewTypes.sol";
import {Slots} from "./Slots.sol";

/// Every value of a lease, read from its slot as STORAGE.md has it, is what the views say.
contract LeaseStorageTest is Slots {
    /// A lease with a value in every field that can have one at the same time.
    function lived() private returns (bytes32 id) {
        id = activeLease();
        skip(100);
        vm.prank(provider);
        market.interrupt(id, InterruptReason.FAULT);
        skip(50);
        confirm(id, 80);
        vm.prank(tenant);
        market.halt(id);
        skip(30);
        vm.prank(provider);
        market.collect(one(id));
        market.resumeSigned(
            id, uint40(START + 1 days), sign(LAUNCH, market.resumeDigest(id, 0, uint40(START + 1 days)))
        );
        vm.prank(provider);
        market.giveNotice(id, CloseReason.PROVIDER_UNSTABLE);
        skip(PERIOD + GRACE + 1);
        vm.prank(keeper);
        market.suspect(id);
    }

    function testLeaseOfAnOffer() public {
        bytes32 id = lived();
        LeaseView memory l = market.lease(id);
        require(l.quietFrom != 0 && l.outageUsed != 0 && l.off != 0, "the life is too dull");
        compareLease(l);
        close(id);
        compareLease(market.lease(id));
        requireEqual(field(8, 23, 8), uint256(CloseReason.TENANT), "reason");
    }

    function testLeaseOfAnOrder() public {
        uint32 id = order(2);
        bid(provider, id, 2, RATE);
        skip(1 hours);
        LeaseView memory l = market.lease(matchAt(id, 2, RATE)[1]);
        require(l.persist && l.fromOrder, "flags");
        compareLease(l);
    }

    function compareLease(LeaseView memory l) private {
        from = keyed(uint256(l.id), 13);
        requireEqual(bytes32(word(0)), l.eventDigest, "eventDigest");
        requireEqual(bytes32(word(1)), l.beat, "beat");
        expect(2, 0, 128, l.rate, "rate");
        expect(2, 16, 96, l.escrow, "escrow");
        expect(2, 28, 32, l.eventCount, "eventCount");
        expect(3, 0, 160, uint160(l.provider), "provider");
        expect(3, 20, 8, uint256(l.state), "state");
        uint256 flags = (l.confidential ? 1 : 0) | (l.fromOrder ? 2 : 0) | (l.persist ? 4 : 0);
        expect(3, 21, 8, flags, "flags");
        expect(3, 22, 40, l.endsAt, "endsAt");
        expect(3, 27, 40, l.mark, "mark");
        expect(4, 0, 160, uint160(l.guestKey), "guestKey");
        expect(4, 20, 32, l.off, "off");
        expect(4, 24, 40, l.startedAt, "startedAt");
        expect(4, 29, 24, l.startedAt == 0 ? 0 : PERIOD + GRACE + PAUSE_GRACE, "span");
        expect(5, 0, 160, uint160(l.tenant), "tenant");
        expect(5, 20, 96, l.collateral, "collateral");
        compareRestOfLease(l);
    }

    function compareRestOfLease(LeaseView memory l) private view {
        expect(6, 0, 160, uint160(l.launchKey), "launchKey");
        expect(6, 20, 16, l.period / 60, "period");
        expect(6, 22, 16, l.outageSeconds / 60, "outage");
        expect(6, 24, 16, l.noticeSeconds / 60, "notice");
        expect(6, 26, 32, l.origin, "origin");
        expect(6, 30, 8, l.group, "group");
        expect(6, 31, 8, l.haltedPercent, "haltedPercent");
        requireEqual(bytes32(word(7)), l.version, "version");
        expect(8, 0, 40, l.quietFrom, "quietFrom");
        expect(8, 5, 40, l.noticeAt, "noticeAt");
        expect(8, 10, 40, l.outageFrom, "outageFrom");
        expect(8, 15, 32, l.outageUsed, "outageUsed");
        expect(8, 19, 32, l.controlNonce, "controlNonce");
        expect(8, 23, 8, uint256(l.reason), "reason");
        expect(8, 24, 8, uint256(l.noticeReason), "noticeReason");
        expect(9, 0, 160, uint160(l.suspector), "suspector");
        expect(9, 20, 64, l.suspectBlock, "suspectBlock");
    }

    function testLeasesOfAnAccountEightToAWord() public {
        uint32 offer = list(20);
        for (uint256 i = 0; i < 17; i++) {
            take(offer);
        }
        from = keyed(tenant, 4);
        expect(0, 26, 32, 17, "leases as tenant");
        from = keyed(provider, 5);
        expect(0, 26, 32, 17, "leases as provider");
        for (uint256 n = 0; n < 17; n++) {
            requireEqual(leaseNumber(tenant, 14, n), n + 1, "as tenant");
            requireEqual(leaseNumber(provider, 15, n), n + 1, "as provider");
        }
        requireEqual(leaseNumber(tenant, 14, 17), 0, "none after the last");
        requireEqual(
            market.leaseIdOf(17),
            keccak256(abi.encode(block.chainid, address(market), uint256(17))),
            "id"
        );
    }
}
