// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IMarketErrors as E} from "../../main/solidity/IMarketErrors.sol";
import {IMarket} from "../../main/solidity/IMarket.sol";
import {TestToken} from "../../main/solidity/TestToken.sol";
import "../../main/solidity/Types.sol";
import {Base} from "./Base.sol";
import {Fixture} from "./Fixture.sol";

/// A token with every vice, each switched on when needed.
contract ViciousToken {
    enum Vice {
        NONE,
        FEE,
        FALSE,
        SILENT,
        REENTER,
        DRAIN
    }

    Vice public vice;
    address public banned;
    bytes public call;
    bool public caught;
    mapping(address => uint256) public balanceOf;

    function mint(address to, uint256 amount) external {
        balanceOf[to] += amount;
    }

    function become(Vice next) external {
        vice = next;
    }

    function ban(address account) external {
        banned = account;
    }

    function forget() external {
        caught = false;
    }

    function callBack(bytes calldata data) external {
        call = data;
    }

    function approve(address, uint256) external pure returns (bool) {
        return true;
    }

    function transfer(address to, uint256 amount) external {
        move(msg.sender, to, amount);
    }

    function transferFrom(address from, address to, uint256 amount) external {
        move(from, to, amount);
    }

    function move(address from, address to, uint256 amount) private {
        require(to != banned, "banned");
        if (vice == Vice.REENTER) {
            (bool ok, bytes memory answer) = msg.sender.call(call);
            caught = !ok && bytes4(answer) == E.Reentered.selector;
        }
        if (vice != Vice.FALSE) {
            balanceOf[from] -= amount;
            if (vice == Vice.DRAIN) balanceOf[to] = 0;
            else balanceOf[to] += vice == Vice.FEE ? amount - 1 : amount;
        }
        if (vice == Vice.SILENT) return;
        uint256 result = vice == Vice.FALSE ? 0 : 1;
        assembly ("memory-safe") {
            mstore(0, result)
            return(0, 0x20)
        }
    }
}

contract TokensTest is Base {
    ViciousToken private bad;
    uint32 private offer;

    function setUp() public override {
        vm.warp(START);
        bad = new ViciousToken();
        token = TestToken(address(bad));
        market = Fixture.market(config());
        fund(provider);
        fund(tenant);
        vm.prank(provider);
        market.registerProvider(profile(), STAKE);
        offer = list(5);
    }

    function testATokenThatKeepsAFeeIsRefused() public {
        bad.become(ViciousToken.Vice.FEE);
        refuse(tenant, E.TokenTransferShort.selector);
        market.takeOffer(taking(offer, 1));
    }

    function testATokenThatAnswersFalseIsRefused() public {
        bytes32 id = take(offer);
        close(id);
        bad.become(ViciousToken.Vice.FALSE);
        Take memory t = taking(offer, 1);
        t.deposit += 1;
        refuse(tenant, E.TokenTransferFailed.selector);
        market.takeOffer(t);
        refuse(tenant, E.TokenTransferFailed.selector);
        market.withdraw(tenant);
        requireEqual(credit(tenant), DEPOSIT, "the credit stays");
    }

    function testATokenThatAnswersNothingIsTaken() public {
        bad.become(ViciousToken.Vice.SILENT);
        close(take(offer));
        vm.prank(tenant);
        market.withdraw(tenant);
        requireEqual(bad.balanceOf(tenant), 1_000_000e6, "all back");
    }

    function testABlacklistedAccountBlocksNobodyElse() public {
        bytes32 id = take(offer);
        activate(id, 1);
        skip(1 days);
        bad.ban(tenant);
        close(id);
        confirm(id, 1 days);
        confirmClosed(id);
        vm.prank(provider);
        market.withdraw(provider);
        refuse(tenant, E.TokenTransferFailed.selector);
        market.withdraw(tenant);
        // The tenant's money waits, and can go elsewhere.
        vm.prank(tenant);
        market.withdraw(stranger);
        requireEqual(
            bad.balanceOf(stranger), DEPOSIT - 1 days * uint256(RATE) / WAD, "rest of the deposit"
        );
    }

    // ---- re-entrancy -------------------------------------------------------------------------

    /// Every act that moves tokens, with a token that calls back into one that does.
    function testEveryActThatMovesTokensIsClosedToCallBacks() public {
        fund(stranger);
        fund(keeper);
        bytes32 id = take(offer);
        activate(id, 1);
        bytes[] memory acts = new bytes[](8);
        address[8] memory by = [stranger, stranger, provider, provider, tenant, tenant, tenant, keeper];
        acts[0] = abi.encodeCall(market.registerProvider, (profile(), STAKE));
        acts[1] = abi.encodeCall(market.addStake, (1e6));
        acts[2] = abi.encodeCall(market.listOffer, (provider, listing(1)));
        acts[3] = abi.encodeCall(market.updateOffer, (offer, RATE, 6, OfferMode.OPEN, 0));
        acts[4] = abi.encodeCall(market.takeOffer, (taking(offer, 1)));
        acts[5] = abi.encodeCall(market.submitDeployment, (submission(DEPOSIT), infras(infra(1, 1))));
        acts[6] = abi.encodeCall(market.topUp, (tenant, id, 1e6));
        acts[7] = abi.encodeCall(market.suspect, (id));
        bytes[3] memory inner = [
            abi.encodeCall(market.withdraw, (address(bad))),
            abi.encodeCall(market.topUp, (tenant, id, 1)),
            abi.encodeCall(market.takeOffer, (taking(offer, 1)))
        ];
        bad.become(ViciousToken.Vice.REENTER);
        for (uint256 i = 0; i < 8; i++) {
            if (i == 7) lateBid(inner[0]);
            bad.callBack(inner[i % 3]);
            bad.forget();
            vm.prank(by[i]);
            (bool ok,) = address(market).call(acts[i]);
            require(ok && bad.caught(), vm.toString(i));
        }
        bad.forget();
        close(id);
        vm.prank(tenant);
        market.withdraw(tenant);
        require(bad.caught(), "withdraw");
    }

    function lateBid(bytes memory inner) private {
        bad.callBack(inner);
        bad.forget();
        bid(provider, 1, 1, RATE);
        require(bad.caught(), "submitFulfillment");
        skip(PERIOD + GRACE + 1);
    }

    /// Acts that move no tokens stay open in a call back, and find what the outer act did complete:
    /// here the tenant closes what it is still paying for, and has its money once.
    function testAnActInsideATransferFindsTheOuterOneDone() public {
        address self = address(bad);
        fund(self);
        bad.become(ViciousToken.Vice.REENTER);
        bad.callBack(abi.encodeCall(market.closeLease, (market.leaseIdOf(1), CloseReason.TENANT)));
        Take memory t = taking(offer, 1);
        t.account = self;
        uint256 held = bad.balanceOf(address(market));
        vm.prank(self);
        market.takeOffer(t);
        requireState(market.leaseIdOf(1), LeaseState.CLOSED);
        requireEqual(credit(self), DEPOSIT, "its money");
        requireEqual(bad.balanceOf(address(market)), held + DEPOSIT, "which did arrive");
        bad.callBack(abi.encodeCall(market.withdraw, (self)));
        bad.forget();
        vm.prank(self);
        market.withdraw(self);
        require(bad.caught(), "not twice");
        requireEqual(bad.balanceOf(address(market)), held, "out");
    }

    function testATokenWhoseBalanceFallsIsRefused() public {
        bad.become(ViciousToken.Vice.DRAIN);
        refuse(tenant, E.TokenTransferShort.selector);
        market.takeOffer(taking(offer, 1));
    }

    function testATokenThatCallsBackFindsTheDoorClosed() public {
        close(take(offer));
        bad.become(ViciousToken.Vice.REENTER);
        bad.callBack(abi.encodeCall(market.withdraw, (address(bad))));
        vm.prank(tenant);
        market.withdraw(tenant);
        require(bad.caught(), "withdraw");
        Take memory t = taking(offer, 1);
        t.account = address(bad);
        bad.callBack(abi.encodeCall(market.takeOffer, (t)));
        vm.prank(tenant);
        market.takeOffer(taking(offer, 1));
        require(bad.caught(), "takeOffer");
    }
}
