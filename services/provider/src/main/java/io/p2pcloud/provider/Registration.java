package io.p2pcloud.provider;

import io.p2pcloud.common.Bytes32;
import io.p2pcloud.common.TokenAmount;
import io.p2pcloud.market.Marketplace;
import io.p2pcloud.market.Provider;
import io.p2pcloud.market.ProviderProfile;
import io.p2pcloud.wallet.Signer;
import java.util.List;

/// Keeps the provider's entry on chain true: registered, reachable where it says, with this TLS
/// key.
final class Registration {
    private final Marketplace market;
    private final Signer account;
    private final String endpoint;
    private final Bytes32 tlsKeyHash;
    private final String region;

    Registration(
            Marketplace market,
            Signer account,
            String endpoint,
            Bytes32 tlsKeyHash,
            String region) {
        this.market = market;
        this.account = account;
        this.endpoint = endpoint;
        this.tlsKeyHash = tlsKeyHash;
        this.region = region;
    }

    /// Registers with the smallest stake, or updates an entry that is no longer true.
    ///
    /// @throws io.p2pcloud.market.ActOutcome.RefusedException with a sentence when the chain
    ///   refuses
    void ensure() {
        var profile = new ProviderProfile(endpoint, tlsKeyHash, region, List.of(), List.of());
        var present = market.provider(account.address()).value();
        if (present.isEmpty()) {
            var stake = market.config().minStake();
            ensureAllowance(stake);
            var _ = market.registerProvider(account, profile, stake).orThrow();
        } else if (!isTrue(present.get())) {
            var _ = market.updateProvider(account, profile).orThrow();
        }
    }

    /// What [#ensure] would put at stake now.
    TokenAmount stakeDue() {
        return market.provider(account.address()).value().isPresent()
                ? TokenAmount.ZERO
                : market.config().minStake();
    }

    /// An entry that exists is brought up to date; nothing is registered anew.
    void refresh() {
        if (market.provider(account.address()).value().isPresent()) {
            ensure();
        }
    }

    /// Lets the market take `needed` of the token.
    void ensureAllowance(TokenAmount needed) {
        if (market.allowance(account.address()).value().compareTo(needed) < 0) {
            var _ = market.approve(account, needed).orThrow();
        }
    }

    private boolean isTrue(Provider present) {
        return present.endpoint().equals(endpoint)
                && present.tlsKeyHash().equals(tlsKeyHash)
                && present.region().equals(region);
    }
}
