package io.p2pcloud.market;

import io.p2pcloud.common.Address;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.common.TokenAmount;
import io.p2pcloud.wallet.Signer;
import java.util.List;

/// What tenants do: booking, ordering, and their side of a lease.
public interface TenantActs {
    /// Pending leases at once, one for each unit.
    ActOutcome<List<LeaseId>> takeOffer(Signer by, Take take);

    /// The same at the price that the provider signed for this tenant.
    ActOutcome<List<LeaseId>> takeQuote(Signer by, Take take, SignedQuote quote);

    ActOutcome<PlacedDeployment> submitDeployment(Signer by, DeploymentDraft draft);

    /// Changes what later leases of the deployment are opened with.
    ActOutcome<DeploymentId> updateDeployment(
            Signer by, DeploymentId id, Bytes32 version, Address launchKey);

    /// Ends the deployment and closes its open orders; leases go on.
    ///
    /// @return the deposits of those orders, now in credit
    ActOutcome<TokenAmount> closeDeployment(Signer by, DeploymentId id);

    /// @return the deposit, now in credit
    ActOutcome<TokenAmount> closeOrder(Signer by, OrderId id);

    /// Stops the machine; its data is kept at the halted rate. By the tenant or the launch key.
    ActOutcome<LeaseId> halt(Signer by, LeaseId lease);

    /// Lets it run again.
    ActOutcome<LeaseId> resume(Signer by, LeaseId lease);

    /// @return the escrow then
    ActOutcome<TokenAmount> withdrawExcess(Signer by, LeaseId lease, TokenAmount amount);

    /// From now on only this key starts boots and consents.
    ActOutcome<LeaseId> replaceLaunchKey(Signer by, LeaseId lease, Address launchKey);

    /// No key starts boots or consents any more, until there is another.
    ActOutcome<LeaseId> revokeLaunchKey(Signer by, LeaseId lease);

    /// Changes the manifest's hash of leases.
    ActOutcome<List<LeaseId>> updateVersion(Signer by, List<LeaseId> leases, Bytes32 version);
}
