package io.p2pcloud.chain;

import io.p2pcloud.common.Address;
import io.p2pcloud.common.Bytes32;
import java.math.BigInteger;
import java.util.Map;

/// What a proof showed of one account at one block. Nothing in it is a server's word.
///
/// @param codeHash keccak of its code
/// @param words one for each slot that was asked for; zero where the storage is empty
/// @param block whose state it is
public record ProvenWords(
        Address account,
        BigInteger balance,
        Bytes32 codeHash,
        Map<Bytes32, Bytes32> words,
        BlockRef block) {
    public ProvenWords {
        words = Map.copyOf(words);
    }
}
