package io.p2pcloud.market;

import io.p2pcloud.chain.ChainId;
import io.p2pcloud.common.Address;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.common.Keccak;
import io.p2pcloud.wallet.Eip712;

/// The name of a lease on every chain: it stands in each signature, so that none can be replayed on
/// another chain, market or lease.
public record LeaseId(Bytes32 value) {
    /// keccak(abi.encode(chain id, market, number)): the id of the market's `number`-th lease.
    public static LeaseId of(ChainId chain, Address market, long number) {
        return new LeaseId(
                Keccak.hash(
                        Bytes32.ofNumber(chain.value()).toArray(),
                        Eip712.word(market).toArray(),
                        Bytes32.ofNumber(number).toArray()));
    }

    public static LeaseId ofHex(String text) {
        return new LeaseId(Bytes32.ofHex(text));
    }

    public String toHex() {
        return value.toHex();
    }

    @Override
    public String toString() {
        return value.toHex();
    }
}
