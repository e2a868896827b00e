package io.p2pcloud.lightclient.execution;

import io.p2pcloud.common.Bytes32;
import io.p2pcloud.common.Keccak;
import io.p2pcloud.common.Rlp;
import java.math.BigInteger;
import java.util.List;

/// What the state trie holds for an account (yellow paper, 4.1).
///
/// @param balance in wei
public record AccountState(
        BigInteger nonce, BigInteger balance, Bytes32 storageRoot, Bytes32 codeHash) {
    private static final int FIELDS = 4;

    /// What stands for an account that the state does not hold.
    public static final AccountState ABSENT =
            new AccountState(
                    BigInteger.ZERO, BigInteger.ZERO, Trie.EMPTY_ROOT, Keccak.hash(new byte[0]));

    /// @throws IllegalArgumentException when the bytes are no account
    static AccountState decode(byte[] rlp) {
        if (!(Rlp.decode(rlp) instanceof Rlp.Item.Sequence(List<Rlp.Item> fields))
                || fields.size() != FIELDS) {
            throw new IllegalArgumentException("not an account of the state trie");
        }
        return new AccountState(
                RlpFields.number(fields.get(0)),
                RlpFields.number(fields.get(1)),
                RlpFields.word(fields.get(2)),
                RlpFields.word(fields.get(3)));
    }

    /// Whether there is code at the address.
    public boolean isContract() {
        return !codeHash.equals(ABSENT.codeHash);
    }
}
