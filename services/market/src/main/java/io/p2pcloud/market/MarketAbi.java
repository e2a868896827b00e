package io.p2pcloud.market;

import io.p2pcloud.chain.abi.AbiContract;
import io.p2pcloud.chain.abi.AbiFunction;
import io.p2pcloud.contracts.MarketArtifacts;

/// The ABIs of the market and of its token.
final class MarketAbi {
    private final AbiContract market = AbiContract.parse(MarketArtifacts.market().abi());
    // Every ERC-20 has what is used of it here; the test token's ABI stands for all.
    private final AbiContract token = AbiContract.parse(MarketArtifacts.testToken().abi());

    AbiContract market() {
        return market;
    }

    AbiContract token() {
        return token;
    }

    AbiFunction function(String name) {
        return market.function(name);
    }
}
