// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IMarketErrors as E} from "../../main/solidity/IMarketErrors.sol";
import "../../main/solidity/Types.sol";
import "../../main/solidity/ViewTypes.sol";
import {Base} from "./Base.sol";
import {Fixture} from "./Fixture.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

/// The constants, providers, and what auditors say of them.
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
}
