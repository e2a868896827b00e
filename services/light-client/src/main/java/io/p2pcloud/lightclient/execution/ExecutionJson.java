package io.p2pcloud.lightclient.execution;

import io.p2pcloud.common.Address;
import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Bytes32;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads what JSON-RPC servers answer about blocks, receipts and proofs. Reading checks only the
/// shape; whether it is true is for the caller to prove.
public final class ExecutionJson {
    private static final int MAX_LOGS = 100_000;
    private static final int BLOOM_SIZE = 256;
    private static final int NONCE_SIZE = 8;
    private static final int ANY_SIZE = 1 << 24;

    private ExecutionJson() {}

    /// A block header as `eth_getBlockByHash` gives it. Fields that newer forks appended are taken
    /// as far as they are there, in the order of the RLP list.
    ///
    /// @throws IllegalArgumentException naming what is missing or malformed
    public static ExecutionHeader readHeader(JsonNode block) {
        var header =
                new ExecutionHeader.Builder()
                        .word(word(block, "parentHash"))
                        .word(word(block, "sha3Uncles"))
                        .address(address(block, "miner"))
                        .word(word(block, "stateRoot"))
                        .word(word(block, "transactionsRoot"))
                        .word(word(block, "receiptsRoot"))
                        .bytes(bytes(block, "logsBloom", BLOOM_SIZE))
                        .number(quantity(block, "difficulty"))
                        .number(quantity(block, "number"))
                        .number(quantity(block, "gasLimit"))
                        .number(quantity(block, "gasUsed"))
                        .number(quantity(block, "timestamp"))
                        .bytes(upTo(block, "extraData", ANY_SIZE))
                        .word(word(block, "mixHash"))
                        .bytes(bytes(block, "nonce", NONCE_SIZE));
        if (has(block, "baseFeePerGas")) {
            header.number(quantity(block, "baseFeePerGas"));
        }
        if (has(block, "withdrawalsRoot")) {
            header.word(word(block, "withdrawalsRoot"));
        }
        if (has(block, "blobGasUsed")) {
            header.number(quantity(block, "blobGasUsed"));
            header.number(quantity(block, "excessBlobGas"));
        }
        if (has(block, "parentBeaconBlockRoot")) {
            header.word(word(block, "parentBeaconBlockRoot"));
        }
        if (has(block, "requestsHash")) {
            header.word(word(block, "requestsHash"));
        }
        // EIP-7928; servers use either name.
        for (var name : List.of("blockAccessListHash", "balHash")) {
            if (has(block, name)) {
                header.word(word(block, name));
                break;
            }
        }
        // EIP-7843
        if (has(block, "slotNumber")) {
            header.number(quantity(block, "slotNumber"));
        }
        return header.build();
    }

    /// The answer to `eth_getProof`: nodes only.
    ///
    /// @throws IllegalArgumentException when it is about another account or other slots
    public static StateProof readProof(JsonNode proof, Address account, List<Bytes32> slots) {
        if (!address(proof, "address").equals(account)) {
            throw new IllegalArgumentException("a proof of another account");
        }
        var nodes = new HashMap<Bytes32, List<Bytes>>();
        for (var each : array(proof, "storageProof")) {
            var slot = Bytes32.ofNumber(slotKey(each));
            if (nodes.put(slot, nodes(each, "proof")) != null) {
                throw new IllegalArgumentException("two proofs of slot " + slot);
            }
        }
        if (!nodes.keySet().equals(Set.copyOf(slots))) {
            throw new IllegalArgumentException("not the proofs of the slots asked for");
        }
        return new StateProof(account, nodes(proof, "accountProof"), nodes);
    }

    /// The answer to `eth_getBlockReceipts`, in the order of the list.
    ///
    /// @throws IllegalArgumentException naming what is missing or malformed
    public static List<Receipt> readReceipts(JsonNode list) {
        if (!list.isArray()) {
            throw new IllegalArgumentException("the receipts are no list");
        }
        var receipts = new ArrayList<Receipt>();
        for (var each : list) {
            receipts.add(readReceipt(each));
        }
        return receipts;
    }

    private static Receipt readReceipt(JsonNode json) {
        int type = has(json, "type") ? quantity(json, "type").intValueExact() : 0;
        var outcome =
                has(json, "status")
                        ? Receipt.outcomeOf(isSuccess(json))
                        : word(json, "root").value();
        var logs = new ArrayList<Log>();
        for (var log : array(json, "logs")) {
            if (logs.size() == MAX_LOGS) {
                throw new IllegalArgumentException("too many logs in a receipt");
            }
            var topics = new ArrayList<Bytes32>();
            for (var topic : array(log, "topics")) {
                topics.add(new Bytes32(hex(topic, "topics", Bytes32.SIZE)));
            }
            logs.add(new Log(address(log, "address"), topics, upTo(log, "data", ANY_SIZE)));
        }
        return new Receipt(
                type, outcome, quantity(json, "cumulativeGasUsed"), logs, deposit(json, type));
    }

    private static boolean isSuccess(JsonNode json) {
        var status = quantity(json, "status");
        if (status.bitLength() > 1) {
            throw new IllegalArgumentException("a receipt's status is 0 or 1, not " + status);
        }
        return status.signum() == 1;
    }

    private static Receipt.@Nullable Deposit deposit(JsonNode json, int type) {
        if (type != Receipt.DEPOSIT || !has(json, "depositNonce")) {
            return null;
        }
        return new Receipt.Deposit(
                quantity(json, "depositNonce"),
                has(json, "depositReceiptVersion")
                        ? quantity(json, "depositReceiptVersion")
                        : null);
    }

    /// Slots come back as given, padded or not.
    private static BigInteger slotKey(JsonNode storage) {
        var text = text(storage, "key");
        if (!text.startsWith("0x") || text.length() > 2 + 2 * Bytes32.SIZE || text.length() < 3) {
            throw new IllegalArgumentException("not a storage slot: member key");
        }
        return new BigInteger(text.substring(2), 16);
    }

    private static List<Bytes> nodes(JsonNode json, String name) {
        var nodes = new ArrayList<Bytes>();
        for (var node : array(json, name)) {
            nodes.add(hex(node, name, ANY_SIZE));
        }
        return nodes;
    }

    private static boolean has(JsonNode json, String name) {
        return Optional.ofNullable(json.get(name)).filter(node -> !node.isNull()).isPresent();
    }

    private static JsonNode array(JsonNode json, String name) {
        var node = json.get(name);
        if (node == null || !node.isArray()) {
            throw new IllegalArgumentException("member " + name + " is missing or no list");
        }
        return node;
    }

    private static String text(JsonNode json, String name) {
        var node = json.get(name);
        if (node == null || !node.isString()) {
            throw new IllegalArgumentException("member " + name + " is missing or no text");
        }
        return node.stringValue();
    }

    /// A JSON-RPC quantity: hexadecimal without leading zeros, of at most 256 bits.
    public static BigInteger quantity(JsonNode json, String name) {
        var text = text(json, name);
        if (!text.matches("0x[0-9a-fA-F]{1,64}")) {
            throw new IllegalArgumentException("member " + name + " is no quantity");
        }
        return new BigInteger(text.substring(2), 16);
    }

    private static Bytes32 word(JsonNode json, String name) {
        return new Bytes32(bytes(json, name, Bytes32.SIZE));
    }

    private static Address address(JsonNode json, String name) {
        return new Address(bytes(json, name, Address.SIZE));
    }

    private static Bytes bytes(JsonNode json, String name, int size) {
        var bytes = upTo(json, name, size);
        if (bytes.size() != size) {
            throw new IllegalArgumentException("member " + name + " has the wrong size");
        }
        return bytes;
    }

    private static Bytes upTo(JsonNode json, String name, int limit) {
        var node = json.get(name);
        if (node == null) {
            throw new IllegalArgumentException("member " + name + " is missing");
        }
        return hex(node, name, limit);
    }

    private static Bytes hex(JsonNode node, String name, int limit) {
        if (!node.isString()
                || !node.stringValue().startsWith("0x")
                || node.stringValue().length() > 2 + 2L * limit) {
            throw new IllegalArgumentException("member " + name + " is no hexadecimal text");
        }
        return Bytes.ofHex(node.stringValue());
    }
}
