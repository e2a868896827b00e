// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IMarketErrors as E} from "../../main/solidity/IMarketErrors.sol";
import "../../main/solidity/Types.sol";
import {Base} from "./Base.sol";

/// Attempts with the keys and signatures of others. They fail.
contract KeyAttacksTest is Base {
    address private hot = vm.addr(0x407);

    function allow(address account, Act act, uint96 spend) private {
        vm.prank(account);
        market.delegate(
            hot, uint32(1) << uint8(act), spend, uint40(vm.getBlockTimestamp() + 10 days)
        );
    }

    // ---- delegates -------------------------------------------------------------------------------

    function testADelegateThatClosesForfeitsNoMoreThanItMaySpend() public {
        bytes32 id = activeLease();
        allow(provider, Act.CLOSE, COLLATERAL - 1);
        refuse(hot, E.SpendLimitReached.selector);
        market.closeLease(id, CloseReason.PROVIDER_UNSTABLE);
        vm.prank(hot);
        market.giveNotice(id, CloseReason.PROVIDER_UNSTABLE);
        skip(1);
        vm.prank(hot);
        market.closeLease(id, CloseReason.PROVIDER_UNSTABLE);
        require(market.lease(id).collateral > 0, "what the second of notice saved");
    }

    function testADayOfADelegateEndsAtMidnightAndADelegationInItsSecond() public {
        uint32 offer = list(9);
        allow(tenant, Act.TAKE, DEPOSIT);
        vm.warp((START / 1 days + 1) * 1 days - 1);
        vm.prank(hot);
        market.takeOffer(taking(offer, 1));
        refuse(hot, E.SpendLimitReached.selector);
        market.takeOffer(taking(offer, 1));
        vm.warp((START / 1 days + 1) * 1 days);
        vm.prank(hot);
        market.takeOffer(taking(offer, 1));
        // Being named again on the same day gives no second day.
        allow(tenant, Act.TAKE, DEPOSIT);
        refuse(hot, E.SpendLimitReached.selector);
        market.takeOffer(taking(offer, 1));
        vm.warp(vm.getBlockTimestamp() + 10 days - 1);
        vm.prank(hot);
        market.takeOffer(taking(offer, 1));
        vm.warp(vm.getBlockTimestamp() + 1);
        refuse(hot, E.NotAuthorized.selector);
        market.takeOffer(taking(offer, 1));
    }

    function testADelegateMovesNoStakeNoCreditAndNoRights() public {
        close(take(list(1)));
        vm.prank(tenant);
        market.delegate(hot, (uint32(1) << 13) - 1, type(uint96).max, uint40(START + 1 days));
        refuse(hot, E.NothingToWithdraw.selector);
        market.withdraw(hot);
        refuse(hot, E.NotRegistered.selector);
        market.startUnbonding();
        refuse(hot, E.BadDelegation.selector);
        market.undelegate(hot);
        requireEqual(credit(tenant), DEPOSIT, "credit");
    }

    function testCreditAndTokensTogetherCountAsSpent() public {
        close(take(list(1)));
        allow(tenant, Act.TAKE, DEPOSIT - 1);
        uint32 offer = list(1);
        refuse(hot, E.SpendLimitReached.selector);
        market.takeOffer(taking(offer, 1));
    }

    // ---- keys and signatures ---------------------------------------------------------------------

    function testARevokedLaunchKeyIsWorthlessInTheSameBlock() public {
        bytes32 id = activeLease();
        bytes memory boot = signActivation(id, 2);
        bytes memory consent = sign(LAUNCH, market.consentDigest(id));
        bytes memory halt = sign(LAUNCH, market.haltDigest(id, 0, uint40(START + 1 days)));
        vm.prank(tenant);
        market.setLaunchKey(id, address(0));
        refuse(provider, E.BadSignature.selector);
        market.activate(id, 2, guestKey, boot);
        refuse(provider, E.BadSignature.selector);
        market.closeWithConsent(id, CloseReason.PROVIDER_UNSTABLE, consent);
        refuse(E.BadSignature.selector);
        market.haltSigned(id, uint40(START + 1 days), halt);
        refuse(launchKey, E.NotAuthorized.selector);
        market.halt(id);
        // An unrecoverable signature answers with the address zero, which is the key of nobody.
        bytes memory broken = abi.encodePacked(bytes32(0), bytes32(0), uint8(27));
        refuse(provider, E.BadSignature.selector);
        market.activate(id, 2, guestKey, broken);
    }

    function testMalformedSignaturesAreRefusedEverywhere(uint8 v, bytes32 r, bytes32 s) public {
        bytes32 id = activeLease();
        skip(100);
        LeaseConfirmation[] memory c = one(heartbeat(id, 100));
        uint8 right = c[0].v;
        c[0].v = v == right ? 0 : v;
        refuse(provider, E.BadSignature.selector);
        market.confirm(c);
        c[0] = LeaseConfirmation(id, 100, r, s, v);
        refuse(provider, E.BadSignature.selector);
        market.confirm(c);
        bytes memory signature = abi.encodePacked(r, s, v);
        refuse(provider, E.BadSignature.selector);
        market.activate(id, 2, guestKey, signature);
        refuse(provider, E.BadSignature.selector);
        market.activate(id, 2, guestKey, abi.encodePacked(signature, uint8(0)));
    }

    function testTheTwinOfAHeartbeatOrQuoteIsRefused() public {
        uint256 order_ = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141;
        bytes32 id = activeLease();
        skip(100);
        LeaseConfirmation[] memory c = one(heartbeat(id, 100));
        c[0].s = bytes32(order_ - uint256(c[0].s));
        c[0].v = c[0].v == 27 ? 28 : 27;
        refuse(provider, E.BadSignature.selector);
        market.confirm(c);
        Quote memory q = Quote(list(1), tenant, RATE, 1, 0, uint40(START + 1 days));
        allow(provider, Act.QUOTES, 0);
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(0x407, market.quoteDigest(q));
        bytes memory twin = abi.encodePacked(r, bytes32(order_ - uint256(s)), v == 27 ? 28 : 27);
        refuse(tenant, E.BadSignature.selector);
        market.takeQuote(taking(q.offer, 1), q, twin);
    }

    /// A contract as tenant cannot sign (there is no EIP-1271 here), and nobody signs for it.
    function testAContractIsNobodysSigner() public {
        bytes32 id = take(list(1));
        vm.prank(tenant);
        market.setLaunchKey(id, address(this));
        bytes memory signature = signActivation(id, 1);
        refuse(provider, E.BadSignature.selector);
        market.activate(id, 1, guestKey, signature);
    }

    function isValidSignature(bytes32, bytes calldata) external pure returns (bytes4) {
        return 0x1626ba7e;
    }
}
