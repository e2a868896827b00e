// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IMarket} from "../../main/solidity/IMarket.sol";
import {TestToken} from "../../main/solidity/TestToken.sol";
import "../../main/solidity/Types.sol";
import {IMarketErrors} from "../../main/solidity/IMarketErrors.sol";
import "../../main/solidity/ViewTypes.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {Fixture} from "./Fixture.sol";
import {Vm} from "./Vm.sol";

/// A market with a provider, a tenant and their keys, and short ways to do each act.
abstract contract Base {
    Vm internal constant vm = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));

    uint256 internal constant LAUNCH = 0xA11CE;
    uint256 internal constant GUEST = 0x6E57;
    uint256 internal constant START = 1_800_000_000;
    // 8.64 tokens of 6 decimals a day.
    uint128 internal constant RATE = 100e18;
    uint96 internal constant COLLATERAL = 20e6;
    uint96 internal constant STAKE = 100e6;
    uint32 internal constant PERIOD = 7 days;
    uint32 internal constant GRACE = 1 days;
    uint32 internal constant PAUSE_GRACE = 3 days;
    uint32 internal constant WINDOW = 1 days;
    uint96 internal constant BOND = 5e6;
    uint96 internal constant DEPOSIT = 400e6;
    bytes32 internal constant VERSION = keccak256("manifest");

    IMarket internal market;
    TestToken internal token;
    address internal provider = vm.addr(0xBEEF01);
    address internal tenant = vm.addr(0x7E4A47);
    address internal keeper = vm.addr(0xCEE9E4);
    address internal stranger = vm.addr(0x57A46E);
    address internal launchKey = vm.addr(LAUNCH);
    address internal guestKey = vm.addr(GUEST);

    function setUp() public virtual {
        vm.warp(START);
        vm.roll(1_000_000);
        token = new TestToken();
        market = Fixture.market(config());
        fund(provider);
        fund(tenant);
        fund(keeper);
        fund(stranger);
        vm.prank(provider);
        market.registerProvider(profile(), STAKE);
    }

    function config() internal view virtual returns (Config memory) {
        return Config({
            token: IERC20(address(token)),
            minStake: 10e6,
            grace: GRACE,
            graceBlocks: 100,
            pauseGrace: PAUSE_GRACE,
            settlementWindow: WINDOW,
            unbonding: 14 days,
            suspectBond: BOND,
            matchBounty: 1e6,
            expireBounty: 5e5,
            suspectBounty: 2e6,
            staleBounty: 3e6
        });
    }

    function fund(address account) internal {
        token.mint(account, 1_000_000e6);
        vm.prank(account);
        token.approve(address(market), type(uint256).max);
    }

    function join(address account) internal {
        fund(account);
        vm.prank(account);
        market.registerProvider(profile(), STAKE);
    }

    function profile() internal pure returns (ProviderProfile memory p) {
        p.endpoint = "provider.example:7443";
        p.tlsKeyHash = keccak256("tls");
        p.region = "eu-central";
        p.attributes = new Attribute[](1);
        p.attributes[0] = Attribute("arch", "x86-64");
        p.chipIds = new bytes[](1);
        p.chipIds[0] = hex"0102030405060708";
    }

    function unit() internal pure returns (ComputeUnit memory) {
        return ComputeUnit(2, 4096, 40, 100, Tier.CONFIDENTIAL);
    }

    function terms() internal pure returns (LeaseTerms memory) {
        return LeaseTerms(PERIOD, 1 hours, 24 hours, 3 days, 25, 0);
    }

    function listing(uint16 count) internal pure returns (OfferListing memory) {
        return OfferListing(unit(), RATE, COLLATERAL, count, OfferMode.OPEN, terms());
    }

    function list(uint16 count) internal returns (uint32) {
        vm.prank(provider);
        return market.listOffer(provider, listing(count));
    }

    function taking(uint32 offer, uint16 units) internal view returns (Take memory) {
        return Take(tenant, offer, RATE, units, DEPOSIT * units, VERSION, launchKey);
    }

    function take(uint32 offer) internal returns (bytes32) {
        vm.prank(tenant);
        return market.takeOffer(taking(offer, 1))[0];
    }

    /// A lease taken and activated now.
    function activeLease() internal returns (bytes32 id) {
        id = take(list(1));
        activate(id, 1);
    }

    function activate(bytes32 id, uint32 boot) internal {
        bytes memory signature = signActivation(id, boot);
        vm.prank(provider);
        market.activate(id, boot, guestKey, signature);
    }

    function signActivation(bytes32 id, uint32 boot) internal view returns (bytes memory) {
        return sign(LAUNCH, market.activationDigest(id, boot, guestKey));
    }

    function sign(uint256 key, bytes32 digest) internal pure returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, digest);
        return abi.encodePacked(r, s, v);
    }

    function heartbeat(bytes32 id, uint64 served)
        internal
        view
        returns (LeaseConfirmation memory c)
    {
        LeaseView memory l = market.lease(id);
        return heartbeatBy(GUEST, id, l.boot, l.beat, served);
    }

    function heartbeatBy(uint256 key, bytes32 id, uint32 boot, bytes32 beat, uint64 served)
        internal
        view
        returns (LeaseConfirmation memory c)
    {
        (c.v, c.r, c.s) = vm.sign(key, market.heartbeatDigest(id, boot, beat, served));
        c.lease = id;
        c.served = served;
    }

    function one(LeaseConfirmation memory c)
        internal
        pure
        returns (LeaseConfirmation[] memory list_)
    {
        list_ = new LeaseConfirmation[](1);
        list_[0] = c;
    }

    function one(bytes32 id) internal pure returns (bytes32[] memory list_) {
        list_ = new bytes32[](1);
        list_[0] = id;
    }

    function confirm(bytes32 id, uint64 served) internal {
        LeaseConfirmation[] memory list_ = one(heartbeat(id, served));
        vm.prank(provider);
        market.confirm(list_);
    }

    function close(bytes32 id) internal {
        vm.prank(tenant);
        market.closeLease(id, CloseReason.TENANT);
    }

    function confirmClosed(bytes32 id) internal {
        vm.prank(provider);
        market.confirmClosed(one(id));
    }

    // ---- orders ----------------------------------------------------------------------------

    function infra(uint256 groups, uint16 count)
        internal
        pure
        returns (DeploymentInfrastructure memory i)
    {
        i.region = "eu-central";
        i.persist = true;
        i.minStake = 10e6;
        i.groups = new ResourceGroup[](groups);
        for (uint256 g = 0; g < groups; g++) {
            i.groups[g] = ResourceGroup(unit(), RATE, COLLATERAL, count);
        }
        i.requirements = new Requirement[](0);
    }

    function submission(uint96 deposit) internal view returns (Submission memory) {
        return Submission(tenant, 1 hours, deposit, VERSION, launchKey, terms());
    }

    function infras(DeploymentInfrastructure memory i)
        internal
        pure
        returns (DeploymentInfrastructure[] memory list_)
    {
        list_ = new DeploymentInfrastructure[](1);
        list_[0] = i;
    }

    /// One order for one group of `count` machines; answers its number.
    function order(uint16 count) internal returns (uint32) {
        submit(count);
        (,,, uint32 orders,,) = market.counts();
        return orders;
    }

    function submit(uint16 count) internal {
        vm.prank(tenant);
        market.submitDeployment(submission(DEPOSIT * count), infras(infra(1, count)));
    }

    function price(uint128 p) internal pure returns (uint128[] memory list_) {
        list_ = new uint128[](1);
        list_[0] = p;
    }

    function bid(address who, uint32 id, uint16 count, uint128 p) internal {
        vm.prank(who);
        market.submitFulfillment(who, id, infra(1, count), terms(), price(p));
    }

    function matchAt(uint32 id, uint16 count, uint128 p) internal returns (bytes32[] memory) {
        vm.prank(keeper);
        return market.matchOrder(id, infra(1, count), terms(), price(p));
    }

    function four(uint128 p) internal pure returns (uint128[] memory list_) {
        list_ = new uint128[](4);
        for (uint256 g = 0; g < 4; g++) {
            list_[g] = p;
        }
    }

    /// What time costs at RATE.
    function pay(uint256 time) internal pure returns (uint256) {
        return time * uint256(RATE) / WAD;
    }

    // ---- time and assertions ---------------------------------------------------------------

    function skip(uint256 time) internal {
        vm.warp(vm.getBlockTimestamp() + time);
        vm.roll(vm.getBlockNumber() + time / 12 + 1);
    }

    function refuse(bytes4 refusal) internal {
        vm.expectRevert(refusal);
    }

    /// The next call, by `who`, is refused with `error`.
    function refuse(address who, bytes4 refusal) internal {
        vm.expectRevert(refusal);
        vm.prank(who);
    }

    function credit(address account) internal view returns (uint256) {
        return market.creditOf(account);
    }

    function stateOf(bytes32 id) internal view returns (LeaseState) {
        return market.lease(id).state;
    }

    function requireState(bytes32 id, LeaseState expected) internal view {
        requireEqual(uint256(stateOf(id)), uint256(expected), "state");
    }

    function requireEqual(uint256 actual, uint256 expected, string memory what) internal pure {
        require(
            actual == expected,
            string.concat(what, ": ", vm.toString(actual), ", expected ", vm.toString(expected))
        );
    }

    function requireEqual(bytes32 actual, bytes32 expected, string memory what) internal pure {
        require(actual == expected, string.concat(what, ": ", vm.toString(actual)));
    }
}
