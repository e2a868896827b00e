package io.p2pcloud.tenant;

import io.p2pcloud.chain.Checked;
import io.p2pcloud.chain.Trust;
import io.p2pcloud.market.Lease;
import io.p2pcloud.market.LeaseId;
import io.p2pcloud.market.LeaseSource;
import io.p2pcloud.market.Provider;
import io.p2pcloud.tenant.LaunchFailure.Reason;

/// A lease and its provider as the endpoint told them. A machine may be started on that word, which
/// saves the wait for a proof; no key leaves before [#proven].
record ToldLease(Lease lease, Trust trust, Provider provider) {
    /// @param told answers at once, unproven
    static ToldLease read(LeaseSource told, LeaseId id) throws LaunchException {
        return read(told, id, "The lease is not on this chain any more.");
    }

    private static ToldLease read(LeaseSource market, LeaseId id, String missing)
            throws LaunchException {
        var reading = market.lease(id);
        var lease =
                reading.value()
                        .orElseThrow(() -> new LaunchException(Reason.CHAIN_REFUSED, missing));
        if (!lease.state().isOpen()) {
            throw new LaunchException(Reason.CHAIN_REFUSED, "The lease is over on chain.");
        }
        var provider =
                market.provider(lease.provider())
                        .value()
                        .orElseThrow(() ->
                                new LaunchException(
                                        Reason.PROVIDER_UNREACHABLE,
                                        "The provider has left the market."));
        return new ToldLease(lease, reading.trust(), provider);
    }

    Checked<Lease> reading() {
        return new Checked<>(lease, trust);
    }

    /// The lease as the market holds it, by proof where there is one.
    ///
    /// @throws LaunchException when the machine was started on something else
    Checked<Lease> proven(LeaseSource market) throws LaunchException {
        var found =
                read(market, lease.id(), "The lease that the endpoint told of is not on chain.");
        if (!isSame(lease, found.lease) || !isSame(provider, found.provider)) {
            throw new LaunchException(
                    Reason.CHAIN_REFUSED,
                    "The lease on chain is not the one that the endpoint told of; no key was sent.");
        }
        return found.reading();
    }

    /// All that a launch goes by; money and time move on meanwhile.
    private static boolean isSame(Lease told, Lease found) {
        return told.tenant().equals(found.tenant())
                && told.provider().equals(found.provider())
                && told.launchKey().equals(found.launchKey())
                && told.version().equals(found.version())
                && told.origin().equals(found.origin())
                && told.tier() == found.tier()
                && told.boot() == found.boot();
    }

    private static boolean isSame(Provider told, Provider found) {
        return told.endpoint().equals(found.endpoint())
                && told.tlsKeyHash().equals(found.tlsKeyHash());
    }
}
