// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {
    Bid,
    Config,
    Delegation,
    Deployment,
    Quote
} from "./Types.sol";
import {LeaseView, OfferView, OrderView, ProviderView} from "./ViewTypes.sol";

/// Everything the market tells when asked.
interface IMarketReads {
    /// The market's constants.
    function config() external view returns (Config memory);

    /// How many of each there ever were, and how many offers stand and orders are open.
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
        );

    /// What the account can withdraw.
    function creditOf(address account) external view returns (uint112);

    /// A provider and what it has done.
    function provider(address account) external view returns (ProviderView memory);

    /// One offer.
    function offer(uint32 id) external view returns (OfferView memory);

    /// Offers that stand, in no order; `from` is a position. Page at one block.
    function offersPage(uint256 from, uint256 count) external view returns (OfferView[] memory);

    /// One order. What it asks for stands in its event OrderOpened.
    function order(uint32 id) external view returns (OrderView memory);

    /// Open orders, in no order; `from` is a position. Page at one block.
    function ordersPage(uint256 from, uint256 count) external view returns (OrderView[] memory);

    /// The bids that stand on an order.
    function bids(uint32 order_) external view returns (Bid[] memory);

    /// One deployment.
    function deployment(uint32 id) external view returns (Deployment memory);

    /// How many deployments the account has submitted.
    function deploymentCountOf(address account) external view returns (uint256);

    /// An account's deployments, oldest first, with their numbers.
    function deploymentsOf(address account, uint256 from, uint256 count)
        external
        view
        returns (uint32[] memory, Deployment[] memory);

    /// One lease.
    function lease(bytes32 id) external view returns (LeaseView memory);

    /// Several leases.
    function leasesByIds(bytes32[] calldata ids) external view returns (LeaseView[] memory);

    /// How many leases the account has had in each role.
    function leaseCountsOf(address account)
        external
        view
        returns (uint32 asTenant, uint32 asProvider);

    /// An account's leases as tenant, oldest first.
    function leasesOfTenant(address account, uint256 from, uint256 count)
        external
        view
        returns (LeaseView[] memory);

    /// An account's leases as provider, oldest first.
    function leasesOfProvider(address account, uint256 from, uint256 count)
        external
        view
        returns (LeaseView[] memory);

    /// The id of the lease with this number, counted from one.
    function leaseIdOf(uint32 number) external view returns (bytes32);

    /// What the guest's next heartbeat must be over.
    function beatOf(bytes32 lease_) external view returns (bytes32);

    /// How many events the lease's history has, and their digest.
    function historyOf(bytes32 lease_) external view returns (uint32 count, bytes32 digest);

    /// What the auditor states, or zero.
    function auditOf(address auditor, address provider_, bytes32 key)
        external
        view
        returns (bytes32);

    /// What a key may do for the account.
    function delegationOf(address account, address key) external view returns (Delegation memory);

    /// The nonce that this provider's next quote for this tenant must carry.
    function quoteNonceOf(address provider_, address tenant) external view returns (uint256);

    // ---- digests, for those who sign -------------------------------------------------------

    /// What the launch key signs for a boot.
    function activationDigest(bytes32 lease_, uint32 boot, address guestKey)
        external
        view
        returns (bytes32);

    /// What the guest key signs for the seconds served since the beat.
    function heartbeatDigest(bytes32 lease_, uint32 boot, bytes32 beat, uint64 served)
        external
        view
        returns (bytes32);

    /// What the launch key signs to halt.
    function haltDigest(bytes32 lease_, uint32 nonce, uint40 expiry) external view returns (bytes32);

    /// What the launch key signs to resume.
    function resumeDigest(bytes32 lease_, uint32 nonce, uint40 expiry)
        external
        view
        returns (bytes32);

    /// What the launch key signs to let the provider go.
    function consentDigest(bytes32 lease_) external view returns (bytes32);

    /// What the provider signs for a quote (EIP-712).
    function quoteDigest(Quote calldata quote) external view returns (bytes32);
}
