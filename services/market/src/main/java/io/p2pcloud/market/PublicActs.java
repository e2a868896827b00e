package io.p2pcloud.market;

import io.p2pcloud.common.Address;
import io.p2pcloud.common.TokenAmount;
import io.p2pcloud.wallet.Signer;

/// What anyone may do, some of it for a bounty.
public interface PublicActs {
    ActOutcome<Match> matchOrder(Signer by, OrderId order);

    /// @return the bounty, now in credit
    ActOutcome<TokenAmount> expirePending(Signer by, LeaseId lease);

    /// Puts a bond on the claim that the provider is silent.
    ///
    /// @return the bond, which always comes back
    ActOutcome<TokenAmount> suspect(Signer by, LeaseId lease);

    /// Ends a suspect lease after the grace: the collateral goes to the tenant (the white paper's
    /// SubmitStaleLease).
    ///
    /// @return the bounty, now in credit
    ActOutcome<TokenAmount> markStale(Signer by, LeaseId lease);

    /// Gives a provider the collateral of a bid that can no longer win.
    ///
    /// @return the collateral, now in the provider's credit
    ActOutcome<TokenAmount> reclaim(Signer by, Address provider, OrderId order);

    /// What was held for a last proof, to the tenant once the settlement window is over.
    ActOutcome<TokenAmount> releaseHeld(Signer by, LeaseId lease);

    /// By the tenant any amount; by others whole periods only.
    ///
    /// @return the escrow then
    ActOutcome<TokenAmount> topUp(Signer by, LeaseId lease, TokenAmount amount);

    /// Halts a lease as its launch key signed.
    ActOutcome<LeaseId> haltSigned(Signer by, SignedControl control);

    /// Resumes a lease as its launch key signed.
    ActOutcome<LeaseId> resumeSigned(Signer by, SignedControl control);

    /// Ends the lease now: by the tenant with [CloseReason#TENANT]; by the provider with a reason
    /// of his, at the price of collateral for the notice that is missing; by anyone when it is
    /// unpaid ([CloseReason#INSUFFICIENT_FUNDS]) or its time is over ([CloseReason#ENDED]).
    ActOutcome<Closure> closeLease(Signer by, LeaseId lease, CloseReason reason);
}
