// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import "../../main/solidity/Types.sol";
import {Base} from "./Base.sol";

/// Measures every act as a transaction of its own, as a chain would bill it, holds each against its
/// bar, and compares the table with gas.csv; `./forge-test --gas` writes it. The bars are those of
/// the design (Akash's own EVM design at 1 infrastructure, 1 group, 20 bids; a million for the worst
/// shapes); an act without one has a round number above what it cost when it was written.
///
/// forge-config: default.isolate = true
contract GasTest is Base {
    string private table = "act,shape,gas,gas_each\n";

    /// A transaction that is one act.
    function row(string memory act, string memory shape, uint256 most) private {
        row(act, shape, 1, most);
    }

    /// A transaction for several machines or confirmations: `most` is what each may cost.
    function row(string memory act, string memory shape, uint256 several, uint256 most) private {
        uint256 gas = vm.lastCallGas().gasTotalUsed;
        require(gas > 21_000, "measured without a transaction's base fee: isolation is off");
        uint256 each = (gas + several - 1) / several;
        require(each <= most, string.concat(act, " (", shape, ") costs ", vm.toString(each)));
        table = string.concat(table, act, ",", shape, ",", vm.toString(gas));
        table = string.concat(table, ",", vm.toString(each), "\n");
    }

    function testGas() public {
        offers();
        leases();
        accounts();
        orders();
        worstOrders();
        manyMachines();
        if (vm.envOr("P2PCLOUD_WRITE_GAS", false)) vm.writeFile("gas.csv", table);
        require(
            keccak256(bytes(vm.readFile("gas.csv"))) == keccak256(bytes(table)),
            string.concat("gas.csv is not what is measured; ./forge-test --gas writes:\n", table)
        );
    }

    function offers() private {
        uint32 offer = list(32);
        row("listOffer", "32 units", 250_000);
        vm.prank(provider);
        market.updateOffer(offer, RATE + 1, 33, OfferMode.OPEN, 0);
        row("updateOffer", "1 unit more", 200_000);
        vm.prank(provider);
        market.updateOffer(offer, RATE, 32, OfferMode.OPEN, 0);
        take(offer);
        row("takeOffer", "first of tenant and provider", 300_000);
        take(offer);
        row("takeOffer", "1 unit", 300_000);
        vm.prank(tenant);
        market.takeOffer(taking(offer, 4));
        row("takeOffer", "4 units at once", 4, 300_000);
        Quote memory q = Quote(offer, tenant, RATE, 4, 0, uint40(START + 1 days));
        address signer = vm.addr(77);
        vm.prank(provider);
        market.delegate(signer, uint32(1) << uint8(Act.QUOTES), 0, uint40(START + 1 days));
        row("delegate", "1 act", 200_000);
        bytes memory signature = sign(77, market.quoteDigest(q));
        vm.prank(tenant);
        market.takeQuote(taking(offer, 1), q, signature);
        row("takeQuote", "1 unit; signed by a delegate", 300_000);
        vm.prank(provider);
        market.withdrawOffer(offer);
        row("withdrawOffer", "31 units left", 200_000);
    }

    function leases() private {
        uint32 offer = list(4);
        bytes32 id = take(offer);
        bytes32 other = take(offer);
        activate(id, 1);
        row("activate", "first boot", 200_000);
        activate(other, 1);
        skip(7 days);
        confirm(id, 7 days);
        row("confirm", "first of the provider", 60_000);
        skip(7 days);
        confirm(id, 7 days);
        row("confirm", "1 lease", 60_000);
        LeaseConfirmation[] memory two = new LeaseConfirmation[](2);
        two[0] = heartbeat(id, 1 hours);
        two[1] = heartbeat(other, 14 days);
        skip(1 hours);
        vm.prank(provider);
        market.confirm(two);
        row("confirm", "each of 2 leases at once", 2, 60_000);
        vm.prank(provider);
        market.interrupt(id, InterruptReason.FAULT);
        row("interrupt", "1 lease", 200_000);
        activate(id, 2);
        row("activate", "next boot", 200_000);
        vm.prank(tenant);
        market.halt(id);
        row("halt", "1 lease", 200_000);
        skip(1 days);
        vm.prank(provider);
        market.collect(one(id));
        row("collect", "1 halted lease", 200_000);
        vm.prank(tenant);
        market.topUp(tenant, id, DEPOSIT);
        row("topUp", "by tenant", 200_000);
        vm.prank(tenant);
        market.resume(id);
        row("resume", "1 lease", 200_000);
        vm.prank(tenant);
        market.withdrawExcess(id, 1e6);
        row("withdrawExcess", "1 lease", 200_000);
        vm.prank(provider);
        market.giveNotice(id, CloseReason.PROVIDER_DECOMMISSION);
        row("giveNotice", "1 lease", 200_000);
        close(id);
        row("closeLease", "by tenant", 450_000);
        confirmClosed(id);
        row("confirmClosed", "1 lease", 200_000);
        skip(PERIOD + GRACE + 1);
        vm.prank(keeper);
        market.suspect(other);
        row("suspect", "1 lease", 200_000);
        skip(GRACE);
        vm.prank(keeper);
        DeploymentInfrastructure memory none;
        market.markStale(other, none, terms());
        row("markStale", "1 lease", 200_000);
        other = take(offer);
        skip(1 hours + 1);
        vm.prank(keeper);
        market.expirePending(other, none, terms());
        row("expirePending", "1 lease", 200_000);
    }

    function accounts() private {
        vm.prank(provider);
        market.withdraw(provider);
        row("withdraw", "own account", 180_000);
        vm.prank(stranger);
        market.registerProvider(profile(), STAKE);
        row("registerProvider", "1 attribute and 1 chip", 250_000);
        vm.prank(keeper);
        market.attest(stranger, "verified", "yes");
        row("attest", "1 attribute", 200_000);
        vm.prank(keeper);
        market.revoke(stranger, "verified");
        row("revoke", "1 attribute", 200_000);
        vm.prank(stranger);
        market.startUnbonding();
        row("startUnbonding", "1 provider", 200_000);
    }

    function orders() private {
        submit(1);
        row("submitDeployment", "1 infrastructure of 1 group; the tenant's first", 480_000);
        submit(1);
        row("submitDeployment", "1 infrastructure of 1 group", 480_000);
        uint32 id = 2;
        for (uint256 i = 1; i <= 20; i++) {
            address bidder = vm.addr(0xB1DDE40000 + i);
            join(bidder);
            bid(bidder, id, 1, RATE - 10 - uint128(i));
            if (i == 1) row("submitFulfillment", "first bid", 350_000);
            if (i == 19) {
                vm.prank(bidder);
                market.cancelFulfillment(bidder, id);
                row("cancelFulfillment", "19 bids", 200_000);
                bid(bidder, id, 1, RATE - 10 - uint128(i));
            }
            if (i == 20) row("submitFulfillment", "20th bid", 350_000);
        }
        address low = vm.addr(0xB1DDE50000);
        join(low);
        bid(low, id, 1, RATE / 2);
        row("submitFulfillment", "evicts one of 20 bids", 350_000);
        skip(1 hours);
        bytes32 lease = matchAt(id, 1, RATE / 2)[0];
        row("matchOrder", "1 infrastructure of 1 group; 20 bids", 700_000);
        address lost = vm.addr(0xB1DDE40003);
        market.reclaim(lost, id);
        row("reclaim", "19 bids", 200_000);
        skip(2 hours);
        vm.prank(keeper);
        market.expirePending(lease, infra(1, 1), terms());
        row("expirePending", "and reopens the order", 300_000);
        vm.prank(tenant);
        market.closeOrder(id - 1);
        row("closeOrder", "1 group", 200_000);
        uint32[] memory rest = new uint32[](1);
        rest[0] = id + 1;
        vm.prank(tenant);
        market.closeDeployment(2, rest);
        row("closeDeployment", "1 order", 200_000);
    }

    function worstOrders() private {
        DeploymentInfrastructure[] memory eight = new DeploymentInfrastructure[](8);
        for (uint256 i = 0; i < 8; i++) {
            eight[i] = infra(4, 1);
            eight[i].requirements = new Requirement[](4);
            for (uint256 r = 0; r < 4; r++) {
                eight[i].requirements[r] = Requirement(keeper, word(r), word(r + 4));
            }
        }
        vm.prank(tenant);
        market.submitDeployment(submission(DEPOSIT * 32), eight);
        row("submitDeployment", "8 infrastructures of 4 groups and 4 requirements", 1_000_000);
        (,,, uint32 id,,) = market.counts();
        for (uint256 i = 1; i <= 20; i++) {
            address bidder = vm.addr(0xB1DDE40000 + i);
            for (uint256 r = 0; r < 4; r++) {
                vm.prank(keeper);
                market.attest(bidder, word(r), word(r + 4));
            }
            bidAll(bidder, id, eight[7], RATE - uint128(i));
        }
        row("submitFulfillment", "4 groups and 4 requirements; 20th bid", 1_000_000);
        address low = vm.addr(0xB1DDE50000);
        for (uint256 r = 0; r < 4; r++) {
            vm.prank(keeper);
            market.attest(low, word(r), word(r + 4));
        }
        bidAll(low, id, eight[7], RATE / 2);
        row("submitFulfillment", "4 groups and 4 requirements; evicts one of 20", 1_000_000);
        skip(1 hours);
        uint128[] memory prices = four(RATE / 2);
        vm.prank(keeper);
        market.matchOrder(id, eight[7], terms(), prices);
        row("matchOrder", "4 groups and 4 requirements; 20 bids; 4 leases", 1_000_000);
    }

    /// As many machines as one act may open.
    function manyMachines() private {
        uint32 offer = list(16);
        vm.prank(tenant);
        market.takeOffer(taking(offer, 16));
        row("takeOffer", "16 units at once", 16, 300_000);
        uint32 id = order(16);
        for (uint256 i = 1; i <= 20; i++) {
            bid(vm.addr(0xB1DDE40000 + i), id, 16, RATE - uint128(i));
        }
        skip(1 hours);
        matchAt(id, 16, RATE - 20);
        row("matchOrder", "1 group of 16 machines; 20 bids", 16, 700_000);
    }

    function word(uint256 n) private pure returns (bytes32) {
        return keccak256(abi.encode(n));
    }

    function bidAll(address who, uint32 id, DeploymentInfrastructure memory i, uint128 p) private {
        uint128[] memory prices = four(p);
        vm.prank(who);
        market.submitFulfillment(who, id, i, terms(), prices);
    }
}
