package io.p2pcloud.lightclient.execution;

import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.common.Rlp;
import java.math.BigInteger;

/// Reads fields of known shape from decoded RLP.
final class RlpFields {
    private RlpFields() {}

    static Bytes text(Rlp.Item item) {
        return switch (item) {
            case Rlp.Item.Text(Bytes value) -> value;
            case Rlp.Item.Sequence list ->
                    throw new IllegalArgumentException("an RLP list where bytes belong");
        };
    }

    static Bytes32 word(Rlp.Item item) {
        return new Bytes32(text(item));
    }

    static BigInteger number(Rlp.Item item) {
        return switch (item) {
            case Rlp.Item.Text value -> value.toNumber();
            case Rlp.Item.Sequence list ->
                    throw new IllegalArgumentException("an RLP list where a number belongs");
        };
    }
}
