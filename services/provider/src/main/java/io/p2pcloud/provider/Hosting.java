package io.p2pcloud.provider;

import io.p2pcloud.common.Signal;
import io.p2pcloud.common.TokenAmount;
import io.p2pcloud.market.LeaseId;
import io.p2pcloud.market.OfferId;
import java.io.IOException;

/// The provider's side of this computer. Every method may block for at most its remote time-outs
/// and is called from a background thread; what changes shows in [#state].
public interface Hosting {
    Signal<HostingSnapshot> state();

    /// Probes the hardware, and boots a test guest once for each change of the machine.
    Readiness check() throws IOException;

    /// A listing for half of what is spare, priced from the unit's size, to start from.
    ListingTerms suggestion(Readiness readiness);

    /// What the first listing puts at stake beside its collateral; zero once that is done.
    ///
    /// @throws IOException with a sentence when the chain cannot be read
    TokenAmount stakeDue() throws IOException;

    /// Registers the provider if needed and lists the terms on chain.
    ///
    /// @throws IOException when the chain cannot be reached or refuses; nothing is listed then
    OfferId list(ListingTerms terms) throws IOException;

    /// Takes an offer off the market; leases already sold are kept.
    void withdrawOffer(OfferId offer) throws IOException;

    /// Accept new leases and bid on orders, or not; leases already sold are kept.
    void acceptLeases(boolean accept);

    /// Puts the newest heartbeat of a lease on chain now.
    void confirmNow(LeaseId lease) throws IOException;

    /// Moves all earned credit to the provider's account.
    TokenAmount withdraw() throws IOException;
}
