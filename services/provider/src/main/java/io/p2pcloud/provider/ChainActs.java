package io.p2pcloud.provider;

import io.p2pcloud.chain.ChainException;
import io.p2pcloud.chain.TxHash;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.common.TokenAmount;
import io.p2pcloud.market.ActOutcome;
import io.p2pcloud.market.Activation;
import io.p2pcloud.market.Confirmation;
import io.p2pcloud.market.LeaseId;
import io.p2pcloud.market.Marketplace;
import io.p2pcloud.market.Payment;
import io.p2pcloud.protocol.v1.RefusalReason;
import io.p2pcloud.wallet.Signer;
import java.util.List;

/// What the provider's service writes on chain while leases run. One act after another, since they
/// share an account and its nonces.
final class ChainActs {
    private final Marketplace market;
    private final Signer account;

    ChainActs(Marketplace market, Signer account) {
        this.market = market;
        this.account = account;
    }

    Signer account() {
        return account;
    }

    /// @throws Refusal when the chain does not take the activation
    synchronized Bytes32 activate(Activation activation) throws Refusal {
        ActOutcome<Bytes32> outcome;
        try {
            outcome = market.activate(account, activation);
        } catch (ChainException e) {
            throw notActivated(String.valueOf(e.getMessage()));
        }
        return switch (outcome) {
            case ActOutcome.Done<Bytes32>(_, TxHash transaction, _, _) -> transaction.value();
            case ActOutcome.Refused<Bytes32>(_, String sentence) -> throw notActivated(sentence);
            case ActOutcome.NoGasMoney<Bytes32> poor -> throw notActivated(poor.sentence());
            // It may still be mined; the guest may start, since the signature is in our hands.
            case ActOutcome.Unsettled<Bytes32>(TxHash transaction) -> transaction.value();
        };
    }

    synchronized ActOutcome<List<Payment>> confirm(List<Confirmation> confirmations) {
        return market.confirm(account, confirmations);
    }

    synchronized ActOutcome<TokenAmount> confirmClosed(LeaseId lease) {
        return market.confirmClosed(account, lease);
    }

    private static Refusal notActivated(String sentence) {
        return new Refusal(
                RefusalReason.REFUSAL_REASON_BAD_ACTIVATION,
                "The activation could not be written on chain: " + sentence);
    }
}
