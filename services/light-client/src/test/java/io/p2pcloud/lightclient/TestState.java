package io.p2pcloud.lightclient;

import io.p2pcloud.common.Address;
import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.common.Keccak;
import io.p2pcloud.common.Rlp;
import io.p2pcloud.common.Rlp.Item;
import io.p2pcloud.lightclient.execution.Log;
import io.p2pcloud.lightclient.execution.Receipt;
import io.p2pcloud.lightclient.execution.Trie;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What the blocks of a generated chain hold: a contract whose slots 1 to 5 change with every
/// block, and receipts of all types.
public final class TestState {
    public static final Address CONTRACT =
            Address.ofHex("0x00000000000000000000000000000000000c0de5");
    static final Bytes32 CODE_HASH = Keccak.hash(new byte[] {1});

    private TestState() {}

    /// The word in a slot of [#CONTRACT] after block `number`; zero for slots that it does not use.
    public static Bytes32 word(long number, Bytes32 slot) {
        long index = slot.toNumber().longValue();
        return index < 1 || index > 5
                ? Bytes32.ZERO
                : Bytes32.ofNumber(BigInteger.TEN.pow((int) index * 7).add(big(number)));
    }

    /// A receipt of each type, in a block of each number of them, none included.
    static List<Receipt> receipts(long number) {
        var receipts = new ArrayList<Receipt>();
        int[] types = {2, 0, 1, 3, 4};
        for (int i = 0; i < number % 6; i++) {
            var log =
                    new Log(
                            CONTRACT,
                            List.of(Bytes32.ofNumber(number), Bytes32.ofNumber(i)),
                            Bytes.of(new byte[i * 9]));
            receipts.add(
                    new Receipt(
                            types[i],
                            Receipt.outcomeOf(i != 3),
                            big(21_000L * (i + 1)),
                            i == 2 ? List.of() : List.of(log),
                            null));
        }
        return receipts;
    }

    static Map<Bytes, Bytes> storage(long number) {
        var storage = new HashMap<Bytes, Bytes>();
        for (int i = 1; i <= 5; i++) {
            var slot = Bytes32.ofNumber(i);
            storage.put(key(slot.toArray()), number(word(number, slot).toNumber()));
        }
        return storage;
    }

    static Bytes account(long nonce, long balance, Map<Bytes, Bytes> storage, Bytes32 codeHash) {
        return Bytes.of(
                Rlp.encode(
                        Item.list(
                                Item.number(big(nonce)),
                                Item.number(big(balance)),
                                new Item.Text(Trie.root(storage).value()),
                                new Item.Text(codeHash.value()))));
    }

    static Bytes number(BigInteger value) {
        return Bytes.of(Rlp.encode(Item.number(value)));
    }

    static Bytes key(byte[] plain) {
        return Keccak.hash(plain).value();
    }

    static BigInteger big(long value) {
        return BigInteger.valueOf(value);
    }
}
