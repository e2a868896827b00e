// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IMarketErrors as E} from "../../main/solidity/IMarketErrors.sol";
import "../../main/solidity/Types.sol";
import {Base} from "./Base.sol";

/// Who acts for whom; withdrawal; several acts at once.
contract DelegatesTest is Base {
    // ---- delegation ----------------------------------------------------------------------------

    address private hot = vm.addr(0x407);

    function allow(address account, Act act, uint96 spend) private {
        vm.prank(account);
        market.delegate(
            hot, uint32(1) << uint8(act), spend, uint40(vm.getBlockTimestamp() + 10 days)
        );
    }

    function testADelegateTakesWithinItsDay() public {
        uint32 offer = list(5);
        allow(tenant, Act.TAKE, 2 * DEPOSIT);
        vm.prank(hot);
        bytes32 id = market.takeOffer(taking(offer, 1))[0];
        require(market.lease(id).tenant == tenant, "for the account");
        vm.prank(hot);
        market.takeOffer(taking(offer, 1));
        refuse(hot, E.SpendLimitReached.selector);
        market.takeOffer(taking(offer, 1));
        skip(1 days);
        vm.prank(hot);
        market.takeOffer(taking(offer, 1));
        refuse(hot, E.NotAuthorized.selector);
        market.closeLease(id, CloseReason.TENANT);
    }

    function testADelegationEnds() public {
        uint32 offer = list(5);
        allow(tenant, Act.TAKE, 10 * DEPOSIT);
        skip(10 days);
        refuse(hot, E.NotAuthorized.selector);
        market.takeOffer(taking(offer, 1));
        allow(tenant, Act.TAKE, 10 * DEPOSIT);
        vm.prank(tenant);
        market.undelegate(hot);
        refuse(hot, E.NotAuthorized.selector);
        market.takeOffer(taking(offer, 1));
        refuse(tenant, E.BadDelegation.selector);
        market.undelegate(hot);
        requireEqual(market.delegationOf(tenant, hot).acts, 0, "acts");
    }

    function testRefusesBadDelegations() public {
        refuseDelegation(address(0), 1, uint40(START + 1));
        refuseDelegation(tenant, 1, uint40(START + 1));
        refuseDelegation(hot, 0, uint40(START + 1));
        refuseDelegation(hot, 1 << 13, uint40(START + 1));
        refuseDelegation(hot, 1, uint40(START));
    }

    function refuseDelegation(address key, uint32 acts, uint40 expiry) private {
        refuse(tenant, E.BadDelegation.selector);
        market.delegate(key, acts, 0, expiry);
    }

    function testEachActNeedsItsOwnBit() public {
        bytes32 id = activeLease();
        skip(100);
        LeaseConfirmation[] memory c = one(heartbeat(id, 100));
        allow(provider, Act.INTERRUPT, 0);
        refuse(hot, E.NotAuthorized.selector);
        market.confirm(c);
        vm.prank(hot);
        market.interrupt(id, InterruptReason.FAULT);
        allow(tenant, Act.HALT, 0);
        vm.prank(hot);
        market.halt(id);
        allow(tenant, Act.KEYS, 0);
        vm.prank(hot);
        market.setLaunchKey(id, hot);
        allow(tenant, Act.TOP_UP, 1e6);
        refuse(hot, E.SpendLimitReached.selector);
        market.topUp(tenant, id, 1e6 + 1);
        vm.prank(hot);
        market.topUp(tenant, id, 1e6);
    }

    // ---- withdrawal, several acts ------------------------------------------------------------

    function testCreditIsSpentBeforeTokens() public {
        uint32 offer = list(2);
        bytes32 id = take(offer);
        close(id);
        requireEqual(credit(tenant), DEPOSIT, "credit");
        uint256 before = token.balanceOf(tenant);
        Take memory t = taking(offer, 1);
        t.deposit += 7;
        vm.prank(tenant);
        market.takeOffer(t);
        requireEqual(before - token.balanceOf(tenant), 7, "only the rest");
        requireEqual(credit(tenant), 0, "used");
    }

    function testWithdrawsToAnyoneButNowhere() public {
        close(take(list(1)));
        refuse(tenant, E.BadRecipient.selector);
        market.withdraw(address(0));
        refuse(tenant, E.BadRecipient.selector);
        market.withdraw(address(market));
        vm.prank(tenant);
        market.withdraw(address(0xF00D));
        requireEqual(token.balanceOf(address(0xF00D)), DEPOSIT, "paid");
        refuse(tenant, E.NothingToWithdraw.selector);
        market.withdraw(tenant);
    }

    function testSeveralActsInOneTransaction() public {
        bytes32 id = activeLease();
        skip(1000);
        bytes[] memory calls = new bytes[](2);
        calls[0] = abi.encodeCall(market.confirm, (one(heartbeat(id, 1000))));
        calls[1] = abi.encodeCall(market.interrupt, (id, InterruptReason.FAULT));
        vm.prank(provider);
        market.multicall(calls);
        requireState(id, LeaseState.INTERRUPTED);
        refuse(stranger, E.NotAuthorized.selector);
        market.multicall(calls);
    }

    function testPermitAndTakeInOneTransaction() public {
        uint256 key = 0xDEAD;
        address account = vm.addr(key);
        token.mint(account, DEPOSIT);
        uint32 offer = list(1);
        bytes32 content = keccak256(
            abi.encode(
                keccak256(
                    "Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)"
                ),
                account,
                address(market),
                DEPOSIT,
                0,
                START + 1
            )
        );
        (uint8 v, bytes32 r, bytes32 s) =
            vm.sign(key, keccak256(abi.encodePacked(hex"1901", token.DOMAIN_SEPARATOR(), content)));
        Take memory t = taking(offer, 1);
        t.account = account;
        bytes[] memory calls = new bytes[](2);
        calls[0] = abi.encodeCall(market.selfPermit, (DEPOSIT, START + 1, v, r, s));
        calls[1] = abi.encodeCall(market.takeOffer, (t));
        // Someone hands in the permit first: the act goes through all the same.
        token.permit(account, address(market), DEPOSIT, START + 1, v, r, s);
        vm.prank(account);
        market.multicall(calls);
        requireState(market.leaseIdOf(1), LeaseState.PENDING);
    }
}
