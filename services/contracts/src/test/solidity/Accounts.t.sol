// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IMarketErrors as E} from "../../main/solidity/IMarketErrors.sol";
import "../../main/solidity/Types.sol";
import "../../main/solidity/ViewTypes.sol";
import {Base} from "./Base.sol";
import {Fixture} from "./Fixture.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

contract AccountsTest is Base {
    // ---- the market's constants --------------------------------------------------------------

    function testRefusesConstantsOutOfBounds() public {
        Config memory c = config();
        c.token = IERC20(stranger);
        refuseConfig(c);
        c = config();
        c.minStake = 0;
        refuseConfig(c);
        c = config();
        c.grace = 0;
        refuseConfig(c);
        c.grace = 7 days + 1;
        refuseConfig(c);
        c = config();
        c.graceBlocks = 0;
        refuseConfig(c);
        c.graceBlocks = 1_000_001;
        refuseConfig(c);
        c = config();
        c.pauseGrace = 0;
        refuseConfig(c);
        c.pauseGrace = 30 days + 1;
        refuseConfig(c);
        c = config();
        c.settlementWindow = 1 hours - 1;
        refuseConfig(c);
        c.settlementWindow = 30 days + 1;
        refuseConfig(c);
        c = config();
        c.unbonding = 90 days + 1;
        refuseConfig(c);
        c.unbonding = 8 days - 1;
        refuseConfig(c);
    }

    function refuseConfig(Config memory c) private {
        refuse(E.BadConfig.selector);
        this.deploy(c);
    }

    function deploy(Config calldata c) external {
        Fixture.market(c);
    }

    // ---- providers -----------------------------------------------------------------------------

    function testRegistersWithAStake() public {
        ProviderView memory p = market.provider(provider);
        requireEqual(p.stake, STAKE, "stake");
        requireEqual(p.registeredAt, START, "age");
        require(keccak256(bytes(p.endpoint)) == keccak256("provider.example:7443"), "endpoint");
        refuse(provider, E.AlreadyRegistered.selector);
        market.registerProvider(profile(), STAKE);
        refuse(stranger, E.StakeTooLow.selector);
        market.registerProvider(profile(), 10e6 - 1);
    }

    function testRefusesProfilesOutOfBounds() public {
        ProviderProfile memory p = profile();
        p.endpoint = "";
        refuseProfile(p);
        p.endpoint = string(new bytes(129));
        refuseProfile(p);
        p = profile();
        p.tlsKeyHash = 0;
        refuseProfile(p);
        p = profile();
        p.attributes = new Attribute[](25);
        refuseProfile(p);
        p = profile();
        p.chipIds = new bytes[](17);
        for (uint256 i = 0; i < 17; i++) {
            p.chipIds[i] = hex"01";
        }
        refuseProfile(p);
        p.chipIds = new bytes[](1);
        refuseProfile(p);
        p.chipIds[0] = new bytes(65);
        refuseProfile(p);
    }

    function refuseProfile(ProviderProfile memory p) private {
        refuse(provider, E.BadProfile.selector);
        market.updateProvider(provider, p);
    }

    function testProfilesChangeByTheirOwner() public {
        ProviderProfile memory p = profile();
        p.region = "us-west";
        refuse(stranger, E.NotAuthorized.selector);
        market.updateProvider(provider, p);
        refuse(stranger, E.NotRegistered.selector);
        market.updateProvider(stranger, p);
        vm.prank(provider);
        market.updateProvider(provider, p);
        requireEqual(market.provider(provider).region, "us-west", "region");
        requireEqual(market.provider(provider).profileHash, keccak256(abi.encode(p)), "hash");
    }

    function testNoExitWithOpenLeases() public {
        bytes32 id = activeLease();
        refuse(provider, E.NotUnbonding.selector);
        market.withdrawStake();
        vm.prank(provider);
        market.startUnbonding();
        refuse(provider, E.ProviderUnbonding.selector);
        market.startUnbonding();
        refuse(provider, E.StillUnbonding.selector);
        market.withdrawStake();
        skip(14 days);
        refuse(provider, E.LeasesStillOpen.selector);
        market.withdrawStake();
        close(id);
        confirmClosed(id);
        vm.prank(provider);
        market.withdrawStake();
        requireEqual(credit(provider), STAKE + COLLATERAL, "credit");
        refuse(provider, E.NotUnbonding.selector);
        market.cancelUnbonding();
    }

    function testAProviderOnTheWayOutTakesNothingOn() public {
        uint32 offer = list(1);
        vm.prank(provider);
        market.startUnbonding();
        refuse(tenant, E.ProviderUnbonding.selector);
        market.takeOffer(taking(offer, 1));
        refuse(provider, E.ProviderUnbonding.selector);
        market.listOffer(provider, listing(1));
        refuse(provider, E.ProviderUnbonding.selector);
        market.updateOffer(offer, RATE, 2, OfferMode.OPEN, 0);
        refuse(provider, E.ProviderUnbonding.selector);
        market.addStake(1);
        vm.prank(provider);
        market.cancelUnbonding();
        take(offer);
        refuse(provider, E.NotUnbonding.selector);
        market.cancelUnbonding();
    }

    function testStakeGrowsAndComesBackAfterANewStart() public {
        vm.prank(provider);
        market.addStake(5e6);
        requireEqual(market.provider(provider).stake, STAKE + 5e6, "stake");
        refuse(provider, E.BadAmount.selector);
        market.addStake(0);
        refuse(provider, E.BadAmount.selector);
        market.addStake(type(uint96).max);
        refuse(stranger, E.NotRegistered.selector);
        market.addStake(1);
        refuse(stranger, E.NotRegistered.selector);
        market.startUnbonding();
        vm.prank(provider);
        market.startUnbonding();
        skip(14 days);
        vm.prank(provider);
        market.withdrawStake();
        refuse(provider, E.NotRegistered.selector);
        market.listOffer(provider, listing(1));
        vm.prank(provider);
        market.registerProvider(profile(), STAKE);
        requireEqual(market.provider(provider).registeredAt, START, "age goes on");
        list(1);
    }

    // ---- audits --------------------------------------------------------------------------------

    function testAttributesAreTheAuditorsWord() public {
        vm.prank(keeper);
        market.attest(provider, "host", "verified");
        requireEqual(market.auditOf(keeper, provider, "host"), "verified", "value");
        requireEqual(market.auditOf(stranger, provider, "host"), bytes32(0), "nobody else's");
        refuse(stranger, E.NoSuchAttribute.selector);
        market.revoke(provider, "host");
        vm.prank(keeper);
        market.revoke(provider, "host");
        requireEqual(market.auditOf(keeper, provider, "host"), bytes32(0), "revoked");
        refuse(keeper, E.BadAttribute.selector);
        market.attest(provider, 0, "x");
        refuse(keeper, E.BadAttribute.selector);
        market.attest(provider, "x", 0);
        refuse(keeper, E.BadAttribute.selector);
        market.attest(address(0), "x", "x");
    }

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
