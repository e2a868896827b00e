package io.p2pcloud.views.session;

import io.p2pcloud.chain.Trust;
import io.p2pcloud.common.Address;
import io.p2pcloud.common.TokenAmount;
import java.math.BigInteger;

/// One account and its money at one moment.
///
/// @param free tokens that the account holds
/// @param locked its tokens in leases, collateral and stake
/// @param credit what the market owes it and pays on demand
/// @param gas the chain's own coin, in wei
/// @param trust how far the figures were checked
public record AccountLine(
        Use use,
        Address address,
        TokenAmount free,
        TokenAmount locked,
        TokenAmount credit,
        BigInteger gas,
        Trust trust) {
    /// What the account is for.
    public enum Use {
        TENANT,
        PROVIDER
    }
}
