// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";
import {Billing} from "./Billing.sol";
import {EndActs} from "./EndActs.sol";
import {IMarket} from "./IMarket.sol";
import {LeaseActs} from "./LeaseActs.sol";
import {MarketReads} from "./MarketReads.sol";
import {MatchActs} from "./MatchActs.sol";
import {OfferActs} from "./OfferActs.sol";
import {OrderActs} from "./OrderActs.sol";
import {ProviderActs} from "./ProviderActs.sol";
import {
    CloseReason,
    Config,
    DeploymentInfrastructure,
    InterruptReason,
    LeaseConfirmation,
    LeaseTerms,
    MAX_UNBONDING,
    MIN_UNBONDING,
    OfferListing,
    OfferMode,
    ProviderProfile,
    Quote,
    Submission,
    Take
} from "./Types.sol";

/// The market: offers taken at once, orders won by the lowest bid, and the leases that both become.
/// No owner, no upgrade. The rules live in linked libraries that work on this contract's storage.
contract Market is IMarket, MarketReads {
    constructor(Config memory config_) {
        if (
            address(config_.token).code.length == 0 || config_.minStake == 0 || config_.grace == 0
                || config_.grace > 7 days || config_.graceBlocks == 0
                || config_.graceBlocks > 1_000_000 || config_.pauseGrace == 0
                || config_.pauseGrace > 30 days || config_.settlementWindow < 1 hours
                || config_.settlementWindow > 30 days || config_.unbonding < MIN_UNBONDING
                || config_.unbonding > MAX_UNBONDING
        ) revert BadConfig();
        s.config = config_;
    }

    /// One act at a time: a token that calls back finds the door closed.
    modifier guarded() {
        if (s.entered != 0) revert Reentered();
        s.entered = 1;
        _;
        s.entered = 0;
    }

    // ---- several acts in one transaction ---------------------------------------------------

    function multicall(bytes[] calldata calls) external returns (bytes[] memory results) {
        results = new bytes[](calls.length);
        for (uint256 i = 0; i < calls.length; i++) {
            (bool ok, bytes memory result) = address(this).delegatecall(calls[i]);
            if (!ok) {
                assembly ("memory-safe") {
                    revert(add(result, 0x20), mload(result))
                }
            }
            results[i] = result;
        }
    }

    function selfPermit(uint256 value, uint256 deadline, uint8 v, bytes32 r, bytes32 s_) external {
        try IERC20Permit(address(s.config.token))
            .permit(msg.sender, address(this), value, deadline, v, r, s_) {} catch {}
    }

    // ---- accounts and providers ------------------------------------------------------------

    function registerProvider(ProviderProfile calldata profile, uint96 stake) external guarded {
        ProviderActs.register(s, profile, stake);
    }

    function updateProvider(address account, ProviderProfile calldata profile) external {
        ProviderActs.update(s, account, profile);
    }

    function addStake(uint96 amount) external guarded {
        ProviderActs.addStake(s, amount);
    }

    function startUnbonding() external {
        ProviderActs.startUnbonding(s);
    }

    function cancelUnbonding() external {
        ProviderActs.cancelUnbonding(s);
    }

    function withdrawStake() external {
        ProviderActs.withdrawStake(s);
    }

    function attest(address provider_, bytes32 key, bytes32 value) external {
        ProviderActs.attest(s, provider_, key, value);
    }

    function revoke(address provider_, bytes32 key) external {
        ProviderActs.revoke(s, provider_, key);
    }

    function delegate(address key, uint32 acts, uint96 spendPerDay, uint40 expiry) external {
        ProviderActs.setDelegate(s, key, acts, spendPerDay, expiry);
    }

    function undelegate(address key) external {
        ProviderActs.undelegate(s, key);
    }

    function withdraw(address to) external guarded {
        ProviderActs.withdraw(s, to);
    }

    // ---- offers ----------------------------------------------------------------------------

    function listOffer(address account, OfferListing calldata listing)
        external
        guarded
        returns (uint32)
    {
        return OfferActs.list(s, account, listing);
    }

    function updateOffer(uint32 offer_, uint128 price, uint16 count, OfferMode mode, uint40 endsAt)
        external
        guarded
    {
        OfferActs.update(s, offer_, price, count, mode, endsAt);
    }

    function withdrawOffer(uint32 offer_) external {
        OfferActs.withdrawOffer(s, offer_);
    }

    function takeOffer(Take calldata take) external guarded returns (bytes32[] memory) {
        return OfferActs.take(s, take);
    }

    function takeQuote(Take calldata take, Quote calldata quote, bytes calldata signature)
        external
        guarded
        returns (bytes32[] memory)
    {
        return OfferActs.takeQuote(s, take, quote, signature);
    }

    function cancelQuotes(address account, address tenant) external {
        OfferActs.cancelQuotes(s, account, tenant);
    }

    // ---- orders ----------------------------------------------------------------------------

    function submitDeployment(
        Submission calldata submission,
        DeploymentInfrastructure[] calldata infrastructures
    ) external guarded returns (uint32) {
        return OrderActs.submitDeployment(s, submission, infrastructures);
    }

    function updateDeployment(uint32 deployment_, bytes32 version, address launchKey) external {
        OrderActs.updateDeployment(s, deployment_, version, launchKey);
    }

    function closeDeployment(uint32 deployment_, uint32[] calldata orders) external {
        OrderActs.closeDeployment(s, deployment_, orders);
    }

    function closeOrder(uint32 order_) external {
        OrderActs.closeOrder(s, order_);
    }

    function submitFulfillment(
        address account,
        uint32 order_,
        DeploymentInfrastructure calldata infrastructure,
        LeaseTerms calldata terms,
        uint128[] calldata prices
    ) external guarded {
        OrderActs.submitFulfillment(s, account, order_, infrastructure, terms, prices);
    }

    function cancelFulfillment(address account, uint32 order_) external {
        OrderActs.cancelFulfillment(s, account, order_);
    }

    function reclaim(address account, uint32 order_) external {
        OrderActs.reclaim(s, account, order_);
    }

    function matchOrder(
        uint32 order_,
        DeploymentInfrastructure calldata infrastructure,
        LeaseTerms calldata terms,
        uint128[] calldata prices
    ) external returns (bytes32[] memory) {
        return MatchActs.matchOrder(s, order_, infrastructure, terms, prices);
    }

    // ---- leases ----------------------------------------------------------------------------

    function activate(bytes32 lease_, uint32 boot, address guestKey, bytes calldata signature)
        external
    {
        LeaseActs.activate(s, lease_, boot, guestKey, signature);
    }

    function expirePending(
        bytes32 lease_,
        DeploymentInfrastructure calldata infrastructure,
        LeaseTerms calldata terms
    ) external {
        MatchActs.expirePending(s, lease_, infrastructure, terms);
    }

    function confirm(LeaseConfirmation[] calldata confirmations) external {
        for (uint256 i = 0; i < confirmations.length; i++) {
            Billing.confirm(s, confirmations[i]);
        }
    }

    function halt(bytes32 lease_) external {
        LeaseActs.halt(s, lease_);
    }

    function resume(bytes32 lease_) external {
        LeaseActs.resume(s, lease_);
    }

    function haltSigned(bytes32 lease_, uint40 expiry, bytes calldata signature) external {
        LeaseActs.haltSigned(s, lease_, expiry, signature);
    }

    function resumeSigned(bytes32 lease_, uint40 expiry, bytes calldata signature) external {
        LeaseActs.resumeSigned(s, lease_, expiry, signature);
    }

    function interrupt(bytes32 lease_, InterruptReason reason) external {
        LeaseActs.interrupt(s, lease_, reason);
    }

    function collect(bytes32[] calldata leases_) external {
        LeaseActs.collect(s, leases_);
    }

    function suspect(bytes32 lease_) external guarded {
        EndActs.suspect(s, lease_);
    }

    function markStale(
        bytes32 lease_,
        DeploymentInfrastructure calldata infrastructure,
        LeaseTerms calldata terms
    ) external {
        MatchActs.markStale(s, lease_, infrastructure, terms);
    }

    function topUp(address account, bytes32 lease_, uint96 amount) external guarded {
        LeaseActs.topUp(s, account, lease_, amount);
    }

    function withdrawExcess(bytes32 lease_, uint96 amount) external {
        LeaseActs.withdrawExcess(s, lease_, amount);
    }

    function setLaunchKey(bytes32 lease_, address launchKey) external {
        LeaseActs.setLaunchKey(s, lease_, launchKey);
    }

    function updateVersion(bytes32[] calldata leases_, bytes32 version) external {
        LeaseActs.updateVersion(s, leases_, version);
    }

    function giveNotice(bytes32 lease_, CloseReason reason) external {
        EndActs.giveNotice(s, lease_, reason);
    }

    function closeLease(bytes32 lease_, CloseReason reason) external {
        EndActs.closeLease(s, lease_, reason);
    }

    function closeWithConsent(bytes32 lease_, CloseReason reason, bytes calldata signature)
        external
    {
        EndActs.closeWithConsent(s, lease_, reason, signature);
    }

    function confirmClosed(bytes32[] calldata leases_) external {
        EndActs.confirmClosed(s, leases_);
    }

    function releaseHeld(bytes32 lease_) external {
        EndActs.releaseHeld(s, lease_);
    }
}
