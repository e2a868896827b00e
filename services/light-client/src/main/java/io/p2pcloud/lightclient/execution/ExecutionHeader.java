package io.p2pcloud.lightclient.execution;

import io.p2pcloud.common.Address;
import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.common.Keccak;
import io.p2pcloud.common.Rlp;
import io.p2pcloud.common.Rlp.Item;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The header of an execution block. Its hash covers every field, so a header whose hash is proven
/// is proven as a whole.
///
/// @param fields all fields in the order of their RLP list, with whatever newer forks appended
public record ExecutionHeader(List<Item> fields) {
    private static final int PARENT_HASH = 0;
    private static final int BENEFICIARY = 2;
    private static final int STATE_ROOT = 3;
    private static final int TRANSACTIONS_ROOT = 4;
    private static final int RECEIPTS_ROOT = 5;
    private static final int LOGS_BLOOM = 6;
    private static final int NUMBER = 8;
    private static final int GAS_LIMIT = 9;
    private static final int GAS_USED = 10;
    private static final int TIMESTAMP = 11;
    private static final int EXTRA_DATA = 12;
    private static final int MIX_HASH = 13;
    private static final int BASE_FEE = 15;
    private static final int MIN_FIELDS = 15;
    private static final int MAX_FIELDS = 32;

    public ExecutionHeader {
        fields = List.copyOf(fields);
        if (fields.size() < MIN_FIELDS || fields.size() > MAX_FIELDS) {
            throw new IllegalArgumentException("a block header of " + fields.size() + " fields");
        }
        RlpFields.word(fields.get(PARENT_HASH));
        RlpFields.word(fields.get(STATE_ROOT));
        RlpFields.word(fields.get(TRANSACTIONS_ROOT));
        RlpFields.word(fields.get(RECEIPTS_ROOT));
        longOf(fields.get(NUMBER));
        longOf(fields.get(TIMESTAMP));
    }

    /// Reads a header in RLP.
    ///
    /// @throws IllegalArgumentException when it is none
    public static ExecutionHeader decode(byte[] rlp) {
        if (!(Rlp.decode(rlp) instanceof Item.Sequence(List<Item> fields))) {
            throw new IllegalArgumentException("a block header is an RLP list");
        }
        return new ExecutionHeader(fields);
    }

    public Bytes32 hash() {
        return Keccak.hash(Rlp.encode(new Item.Sequence(fields)));
    }

    public Bytes32 parentHash() {
        return RlpFields.word(fields.get(PARENT_HASH));
    }

    public Bytes32 stateRoot() {
        return RlpFields.word(fields.get(STATE_ROOT));
    }

    public Bytes32 transactionsRoot() {
        return RlpFields.word(fields.get(TRANSACTIONS_ROOT));
    }

    public Bytes32 receiptsRoot() {
        return RlpFields.word(fields.get(RECEIPTS_ROOT));
    }

    public long number() {
        return longOf(fields.get(NUMBER));
    }

    public Instant time() {
        return Instant.ofEpochSecond(longOf(fields.get(TIMESTAMP)));
    }

    public Address beneficiary() {
        return new Address(RlpFields.text(fields.get(BENEFICIARY)));
    }

    /// 256 bytes.
    public Bytes logsBloom() {
        return RlpFields.text(fields.get(LOGS_BLOOM));
    }

    public long gasLimit() {
        return longOf(fields.get(GAS_LIMIT));
    }

    public long gasUsed() {
        return longOf(fields.get(GAS_USED));
    }

    public Bytes extraData() {
        return RlpFields.text(fields.get(EXTRA_DATA));
    }

    /// Since the merge, the beacon chain's randomness.
    public Bytes32 mixHash() {
        return RlpFields.word(fields.get(MIX_HASH));
    }

    /// In wei; zero before London.
    public BigInteger baseFeePerGas() {
        return fields.size() > BASE_FEE ? RlpFields.number(fields.get(BASE_FEE)) : BigInteger.ZERO;
    }

    private static long longOf(Item item) {
        var number = RlpFields.number(item);
        if (number.bitLength() > 53) {
            throw new IllegalArgumentException("a block number or time out of range: " + number);
        }
        return number.longValueExact();
    }

    /// Collects the fields of a header one by one, in the order of the RLP list.
    public static final class Builder {
        private final List<Item> fields = new ArrayList<>();

        public Builder bytes(Bytes value) {
            fields.add(new Item.Text(value));
            return this;
        }

        public Builder word(Bytes32 value) {
            return bytes(value.value());
        }

        public Builder address(Address value) {
            return bytes(value.value());
        }

        public Builder number(BigInteger value) {
            fields.add(Item.number(value));
            return this;
        }

        public ExecutionHeader build() {
            return new ExecutionHeader(fields);
        }
    }
}
