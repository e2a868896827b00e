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
        REENTER
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
            balanceOf[to] += vice == Vice.FEE ? amount - 1 : amount;
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
