package io.p2pcloud.market;

import io.p2pcloud.common.Address;
import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.TokenAmount;
import io.p2pcloud.wallet.Signer;

/// [AccountActs] as transactions. The acts on the contract are written in layers, one for each of
/// the roles; each layer knows what the ones before it know.
abstract class ContractAccountActs implements AccountActs {
    final Acting acting;
    final MarketReads reads;
    final MarketConfig config;

    ContractAccountActs(Acting acting, MarketReads reads, MarketConfig config) {
        this.acting = acting;
        this.reads = reads;
        this.config = config;
    }

    /// An act whose result says nothing more than what it was about.
    final <T> ActOutcome<T> plain(Signer by, T about, String function, Object... arguments) {
        return acting.act(by, _ -> about, function, arguments);
    }

    @Override
    public final ActOutcome<TokenAmount> approve(Signer by, TokenAmount amount) {
        Bytes input =
                acting.abi().token().function("approve").call(acting.market(), amount.units());
        return acting.send(by, config.token(), input).map(_ -> amount);
    }

    @Override
    public final ActOutcome<TokenAmount> withdraw(Signer by, Address to) {
        return acting.act(
                by, AccountEvent.Withdrawn.class, AccountEvent.Withdrawn::amount, "withdraw", to);
    }

    @Override
    public final ActOutcome<Delegation> delegate(Signer by, Delegation delegation) {
        return plain(
                by,
                delegation,
                "delegate",
                delegation.key(),
                DelegatedAct.bits(delegation.acts()),
                delegation.spendPerDay().units(),
                delegation.expiry().getEpochSecond());
    }

    @Override
    public final ActOutcome<Address> undelegate(Signer by, Address key) {
        return plain(by, key, "undelegate", key);
    }

    @Override
    public final ActOutcome<Attribute> attest(Signer by, Address provider, Attribute attribute) {
        return plain(
                by,
                attribute,
                "attest",
                provider,
                Label.encode(attribute.key()),
                Label.encode(attribute.value()));
    }

    @Override
    public final ActOutcome<Address> revoke(Signer by, Address provider, String key) {
        return plain(by, provider, "revoke", provider, Label.encode(key));
    }
}
