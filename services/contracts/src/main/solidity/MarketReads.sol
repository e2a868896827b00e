// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IMarketReads} from "./IMarketReads.sol";
import {ProviderActs} from "./ProviderActs.sol";
import {Signatures} from "./Signatures.sol";
import {LeaseView, OfferView, OrderView, ProviderView} from "./ViewTypes.sol";
import {Views} from "./Views.sol";
import {
    Bid,
    Config,
    Delegation,
    Deployment,
    Lease,
    Quote,
    Store
} from "./Types.sol";

/// The market's storage, and what everyone may read of it.
abstract contract MarketReads is IMarketReads {
    Store internal s;

    /// Returns what a library has encoded, as the answer of the calling function.
    function answer(bytes memory encoded) private pure {
        assembly ("memory-safe") {
            return(add(encoded, 0x20), mload(encoded))
        }
    }

    function config() external view returns (Config memory) {
        return s.config;
    }

    function counts()
        external
        view
        returns (
            uint32 leases_,
            uint32 offers_,
            uint32 deployments_,
            uint32 orders_,
            uint256 openOffers_,
            uint256 openOrders_
        )
    {
        return (
            s.leaseCount,
            s.offerCount,
            s.deploymentCount,
            s.orderCount,
            s.openOffers.length,
            s.openOrders.length
        );
    }

    function creditOf(address account) external view returns (uint112) {
        return s.accounts[account].credit;
    }

    function provider(address account) external view returns (ProviderView memory) {
        answer(Views.provider(s, account));
    }

    function offer(uint32 id) external view returns (OfferView memory) {
        answer(Views.offer(s, id));
    }

    function offersPage(uint256 from, uint256 count) external view returns (OfferView[] memory) {
        answer(Views.offersPage(s, from, count));
    }

    function order(uint32 id) external view returns (OrderView memory) {
        answer(Views.order(s, id));
    }

    function ordersPage(uint256 from, uint256 count) external view returns (OrderView[] memory) {
        answer(Views.ordersPage(s, from, count));
    }

    function bids(uint32 order_) external view returns (Bid[] memory) {
        answer(Views.bids(s, order_));
    }

    function deployment(uint32 id) external view returns (Deployment memory) {
        return s.deployments[id];
    }

    function deploymentCountOf(address account) external view returns (uint256) {
        return s.deploymentsOf[account].length;
    }

    function deploymentsOf(address account, uint256 from, uint256 count)
        external
        view
        returns (uint32[] memory, Deployment[] memory)
    {
        answer(Views.deploymentsOf(s, account, from, count));
    }

    function lease(bytes32 id) external view returns (LeaseView memory) {
        answer(Views.lease(s, id));
    }

    function leasesByIds(bytes32[] calldata ids) external view returns (LeaseView[] memory) {
        answer(Views.leasesByIds(s, ids));
    }

    function leaseCountsOf(address account)
        external
        view
        returns (uint32 asTenant, uint32 asProvider)
    {
        return (s.accounts[account].leaseCount, s.providers[account].leaseCount);
    }

    function leasesOfTenant(address account, uint256 from, uint256 count)
        external
        view
        returns (LeaseView[] memory)
    {
        answer(Views.leasesOfTenant(s, account, from, count));
    }

    function leasesOfProvider(address account, uint256 from, uint256 count)
        external
        view
        returns (LeaseView[] memory)
    {
        answer(Views.leasesOfProvider(s, account, from, count));
    }

    function leaseIdOf(uint32 number) external view returns (bytes32) {
        return Signatures.leaseId(number);
    }

    function beatOf(bytes32 lease_) external view returns (bytes32) {
        return s.leases[lease_].beat;
    }

    function historyOf(bytes32 lease_) external view returns (uint32 count, bytes32 digest) {
        Lease storage l = s.leases[lease_];
        return (l.eventCount, l.eventDigest);
    }

    function auditOf(address auditor, address provider_, bytes32 key)
        external
        view
        returns (bytes32)
    {
        return s.audits[ProviderActs.auditId(auditor, provider_, key)];
    }

    function delegationOf(address account, address key) external view returns (Delegation memory) {
        return s.delegations[account][key];
    }

    function quoteNonceOf(address provider_, address tenant) external view returns (uint256) {
        return s.quoteNonces[provider_][tenant];
    }

    // ---- digests, for those who sign -------------------------------------------------------

    function activationDigest(bytes32 lease_, uint32 boot, address guestKey)
        external
        view
        returns (bytes32)
    {
        return Signatures.activation(lease_, boot, guestKey);
    }

    function heartbeatDigest(bytes32 lease_, uint32 boot, bytes32 beat, uint64 served)
        external
        view
        returns (bytes32)
    {
        return Signatures.heartbeat(lease_, boot, beat, served);
    }

    function haltDigest(bytes32 lease_, uint32 nonce, uint40 expiry)
        external
        view
        returns (bytes32)
    {
        return Signatures.control(Signatures.HALT, lease_, nonce, expiry);
    }

    function resumeDigest(bytes32 lease_, uint32 nonce, uint40 expiry)
        external
        view
        returns (bytes32)
    {
        return Signatures.control(Signatures.RESUME, lease_, nonce, expiry);
    }

    function consentDigest(bytes32 lease_) external view returns (bytes32) {
        return Signatures.consentToClose(lease_);
    }

    function quoteDigest(Quote calldata quote) external view returns (bytes32) {
        return Signatures.quote(quote);
    }
}
