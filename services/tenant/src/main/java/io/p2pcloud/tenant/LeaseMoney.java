package io.p2pcloud.tenant;

import io.p2pcloud.chain.ChainException;
import io.p2pcloud.common.TokenAmount;
import io.p2pcloud.market.ActOutcome;
import io.p2pcloud.market.LeaseId;
import io.p2pcloud.market.Marketplace;
import io.p2pcloud.wallet.Signer;
import java.io.IOException;

/// Money between the tenant's account and his leases.
final class LeaseMoney {
    private final Marketplace market;
    private final Signer account;
    private final Buying buying;

    LeaseMoney(Marketplace market, Signer account, Buying buying) {
        this.market = market;
        this.account = account;
        this.buying = buying;
    }

    /// @throws IOException with a sentence when the chain refuses or does not answer
    void topUp(LeaseId lease, TokenAmount amount) throws IOException {
        try {
            buying.allow(amount);
            var _ = Buying.done(market.topUp(account, lease, amount));
        } catch (LaunchException e) {
            throw new IOException(e.sentence(), e);
        } catch (ChainException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /// Moves what the market owes the tenant to his account.
    ///
    /// @throws IOException with a sentence when the chain refuses or does not answer
    TokenAmount withdraw() throws IOException {
        try {
            return market.withdraw(account, account.address()).orThrow();
        } catch (ChainException | ActOutcome.RefusedException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
