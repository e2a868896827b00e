package io.p2pcloud.lightclient.execution;

import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.common.Keccak;
import io.p2pcloud.common.Rlp;
import io.p2pcloud.common.Rlp.Item;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a transaction did, as the receipts trie commits to it (EIP-2718 envelope).
///
/// @param type 0 to 4, or 0x7e for an OP-stack deposit
/// @param outcome empty for failure, one byte 1 for success; 32 bytes of state root before
///   Byzantium
/// @param cumulativeGasUsed gas of this and all earlier transactions of the block
/// @param deposit what OP-stack deposits append; null for everything else
public record Receipt(
        int type,
        Bytes outcome,
        BigInteger cumulativeGasUsed,
        List<Log> logs,
        @Nullable Deposit deposit) {
    /// The type of an OP-stack deposit.
    public static final int DEPOSIT = 0x7e;

    private static final int NEWEST_TYPE = 4;
    private static final int BLOOM_SIZE = 256;
    private static final Bytes SUCCESS = Bytes.of(new byte[] {1});

    public Receipt {
        logs = List.copyOf(logs);
        if (type < 0 || (type > NEWEST_TYPE && type != DEPOSIT)) {
            throw new IllegalArgumentException("unknown transaction type " + type);
        }
        if (outcome.size() != 0 && outcome.size() != Bytes32.SIZE && !outcome.equals(SUCCESS)) {
            throw new IllegalArgumentException("not a receipt's outcome: " + outcome);
        }
        if (deposit != null && type != DEPOSIT) {
            throw new IllegalArgumentException("deposit fields in a receipt of type " + type);
        }
    }

    /// The fields that OP-stack chains append since Regolith and Canyon.
    ///
    /// @param version null before Canyon
    public record Deposit(BigInteger nonce, @Nullable BigInteger version) {}

    /// The outcome of a transaction since Byzantium.
    public static Bytes outcomeOf(boolean success) {
        return success ? SUCCESS : Bytes.EMPTY;
    }

    /// Whether the transaction was not reverted; true where the chain did not yet say so.
    public boolean succeeded() {
        return outcome.size() > 0;
    }

    /// The bytes under which the receipts trie holds it. The bloom filter is computed from the
    /// logs.
    public Bytes encode() {
        var fields = new ArrayList<Item>();
        fields.add(new Item.Text(outcome));
        fields.add(Item.number(cumulativeGasUsed));
        fields.add(Item.text(bloom(logs)));
        fields.add(new Item.Sequence(logs.stream().map(Receipt::item).toList()));
        if (deposit != null) {
            fields.add(Item.number(deposit.nonce));
            if (deposit.version != null) {
                fields.add(Item.number(deposit.version));
            }
        }
        var body = Rlp.encode(new Item.Sequence(fields));
        if (type == 0) {
            return Bytes.of(body);
        }
        var typed = new byte[body.length + 1];
        typed[0] = (byte) type;
        System.arraycopy(body, 0, typed, 1, body.length);
        return Bytes.of(typed);
    }

    /// The root of a block's receipts trie; the empty trie's root for no receipts.
    public static Bytes32 root(List<Receipt> receipts) {
        return Trie.ofList(receipts.stream().map(Receipt::encode).toList());
    }

    /// The 2048-bit filter over addresses and topics (yellow paper, 4.3.1).
    static byte[] bloom(List<Log> logs) {
        var bloom = new byte[BLOOM_SIZE];
        for (var log : logs) {
            add(bloom, log.address().toArray());
            log.topics().forEach(topic -> add(bloom, topic.toArray()));
        }
        return bloom;
    }

    private static void add(byte[] bloom, byte[] entry) {
        var hash = Keccak.hash(entry).value();
        for (int i = 0; i < 6; i += 2) {
            int bit = (hash.at(i) & 7) << 8 | (hash.at(i + 1) & 0xff);
            bloom[BLOOM_SIZE - 1 - bit / 8] |= (byte) (1 << (bit % 8));
        }
    }

    private static Item item(Log log) {
        return Item.list(
                new Item.Text(log.address().value()),
                new Item.Sequence(
                        log.topics().stream()
                                .<Item>map(topic -> new Item.Text(topic.value()))
                                .toList()),
                new Item.Text(log.data()));
    }
}
