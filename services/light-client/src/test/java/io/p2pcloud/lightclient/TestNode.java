package io.p2pcloud.lightclient;

import io.p2pcloud.common.Address;
import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.common.Json;
import io.p2pcloud.common.Keccak;
import io.p2pcloud.lightclient.endpoint.Transport;
import io.p2pcloud.lightclient.execution.BlockHashHistory;
import io.p2pcloud.lightclient.execution.ExecutionHeader;
import io.p2pcloud.lightclient.execution.Receipt;
import io.p2pcloud.lightclient.execution.TestTrie;
import io.p2pcloud.lightclient.execution.Trie;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// An honest execution node of a generated chain: one block per slot, a contract whose slots 1 to 5
/// change with every block, the history contract, a few plain accounts, and receipts of all types.
public final class TestNode implements Transport {
    static final long CHAIN_ID = 4242;

    private static final int HISTORY = 12;

    private final Map<Long, ExecutionHeader> blocks = new LinkedHashMap<>();
    private final Map<String, Long> numbers = new HashMap<>();
    private final boolean keepsHistory;
    private final boolean linked;

    /// @param keepsHistory whether the chain has the block hashes of EIP-2935 in its state
    TestNode(boolean keepsHistory) {
        this(keepsHistory, true);
    }

    private TestNode(boolean keepsHistory, boolean linked) {
        this.keepsHistory = keepsHistory;
        this.linked = linked;
    }

    /// A node whose blocks do not name their parents, so that far ones need not be made one by one.
    public static TestNode unlinked() {
        return new TestNode(false, false);
    }

    public synchronized ExecutionHeader block(long number) {
        for (long each = linked ? blocks.size() : number; each <= number; each++) {
            if (!blocks.containsKey(each)) {
                var made = make(each);
                blocks.put(each, made);
                numbers.put(made.hash().toHex(), each);
            }
        }
        return Objects.requireNonNull(blocks.get(number));
    }

    private ExecutionHeader make(long number) {
        var parent =
                number == 0 || !linked
                        ? Bytes32.ofNumber(number)
                        : Objects.requireNonNull(blocks.get(number - 1)).hash();
        return new ExecutionHeader.Builder()
                .word(parent)
                .word(Keccak.hash(new byte[] {(byte) 0xc0}))
                .address(Address.ZERO)
                .word(Trie.root(state(number)))
                .word(Trie.EMPTY_ROOT)
                .word(Receipt.root(TestState.receipts(number)))
                .bytes(Bytes.of(new byte[256]))
                .number(BigInteger.ZERO)
                .number(TestState.big(number))
                .number(TestState.big(30_000_000))
                .number(TestState.big(21_000))
                .number(TestState.big(TestChain.GENESIS.getEpochSecond() + 12 * number))
                .bytes(Bytes.EMPTY)
                .word(Bytes32.ofNumber(number))
                .bytes(Bytes.of(new byte[8]))
                .number(TestState.big(7))
                .word(Trie.EMPTY_ROOT)
                .number(BigInteger.ZERO)
                .number(BigInteger.ZERO)
                .word(Bytes32.ZERO)
                .build();
    }

    private Map<Bytes, Bytes> state(long number) {
        var state = new HashMap<Bytes, Bytes>();
        state.put(
                TestState.key(TestState.CONTRACT.toArray()),
                TestState.account(1, 10, TestState.storage(number), TestState.CODE_HASH));
        for (int i = 1; i <= 8; i++) {
            var address = Bytes32.ofNumber(i * 1_000_003L).value().slice(12, 32);
            state.put(
                    TestState.key(address.toArray()),
                    TestState.account(i, i * 100L + number, Map.of(), Keccak.hash(new byte[0])));
        }
        if (keepsHistory && number > 0) {
            state.put(
                    TestState.key(BlockHashHistory.CONTRACT.toArray()),
                    TestState.account(1, 0, history(number), TestState.CODE_HASH));
        }
        return state;
    }

    private Map<Bytes, Bytes> history(long number) {
        var history = new HashMap<Bytes, Bytes>();
        for (long old = Math.max(0, number - HISTORY); old < number; old++) {
            history.put(
                    TestState.key(BlockHashHistory.slot(old).toArray()),
                    TestState.number(Objects.requireNonNull(blocks.get(old)).hash().toNumber()));
        }
        return history;
    }

    @Override
    public Answer get(URI address, String accept) {
        return new Answer(404, JSON, "", Bytes.EMPTY);
    }

    @Override
    public Answer post(URI address, Bytes json) {
        var request = Json.parse(json.toArray());
        var params = request.get("params");
        Object result =
                switch (request.get("method").stringValue()) {
                    case "eth_chainId" -> "0x" + Long.toHexString(CHAIN_ID);
                    case "eth_blockNumber" -> quantity(TestState.big(newest()));
                    case "eth_getBlockByNumber" -> blockJson(number(params.get(0)));
                    case "eth_getBlockByHash" -> byHash(params.get(0).stringValue());
                    case "eth_getProof" -> isKnown(params.get(2)) ? proof(params) : null;
                    case "eth_getBlockReceipts" ->
                            isKnown(params.get(0)) ? receiptsJson(number(params.get(0))) : null;
                    default -> null;
                };
        var answer = new LinkedHashMap<String, @Nullable Object>();
        answer.put("jsonrpc", "2.0");
        answer.put("id", 1);
        answer.put("result", result);
        return new Answer(
                200, JSON, "", Bytes.of(Json.write(answer).getBytes(StandardCharsets.UTF_8)));
    }

    /// A block's number from its quantity or from its hash.
    private synchronized long number(JsonNode name) {
        return name.isObject()
                ? Objects.requireNonNull(numbers.get(name.get("blockHash").stringValue()))
                : Long.parseLong(name.stringValue().substring(2), 16);
    }

    private synchronized boolean isKnown(JsonNode name) {
        return !name.isObject() || numbers.containsKey(name.get("blockHash").stringValue());
    }

    private synchronized long newest() {
        return blocks.keySet().stream().mapToLong(it -> it).max().orElse(0);
    }

    private synchronized @Nullable Object byHash(String hash) {
        var number = numbers.get(hash);
        return number == null ? null : blockJson(number);
    }

    private Map<String, Object> blockJson(long number) {
        var header = block(number);
        var json = new LinkedHashMap<String, Object>();
        json.put("hash", header.hash().toHex());
        json.put("parentHash", header.parentHash().toHex());
        json.put("sha3Uncles", Keccak.hash(new byte[] {(byte) 0xc0}).toHex());
        json.put("miner", header.beneficiary().toHex());
        json.put("stateRoot", header.stateRoot().toHex());
        json.put("transactionsRoot", header.transactionsRoot().toHex());
        json.put("receiptsRoot", header.receiptsRoot().toHex());
        json.put("logsBloom", header.logsBloom().toHex());
        json.put("difficulty", "0x0");
        json.put("number", quantity(TestState.big(number)));
        json.put("gasLimit", quantity(TestState.big(header.gasLimit())));
        json.put("gasUsed", quantity(TestState.big(header.gasUsed())));
        json.put("timestamp", quantity(TestState.big(header.time().getEpochSecond())));
        json.put("extraData", header.extraData().toHex());
        json.put("mixHash", header.mixHash().toHex());
        json.put("nonce", "0x0000000000000000");
        json.put("baseFeePerGas", quantity(header.baseFeePerGas()));
        json.put("withdrawalsRoot", Trie.EMPTY_ROOT.toHex());
        json.put("blobGasUsed", "0x0");
        json.put("excessBlobGas", "0x0");
        json.put("parentBeaconBlockRoot", Bytes32.ZERO.toHex());
        json.put("transactions", List.of());
        return json;
    }

    private synchronized Map<String, Object> proof(JsonNode params) {
        var address = Address.ofHex(params.get(0).stringValue());
        long number = number(params.get(2));
        block(number);
        var storage =
                address.equals(TestState.CONTRACT)
                        ? TestState.storage(number)
                        : address.equals(BlockHashHistory.CONTRACT) && keepsHistory
                                ? history(number)
                                : Map.<Bytes, Bytes>of();
        var storageProof = new ArrayList<Map<String, Object>>();
        for (var each : params.get(1)) {
            var slot = Bytes32.ofHex(each.stringValue());
            var json = new LinkedHashMap<String, Object>();
            json.put("key", each.stringValue());
            json.put("value", quantity(TestState.word(number, slot).toNumber()));
            json.put("proof", hex(TestTrie.prove(storage, TestState.key(slot.toArray()))));
            storageProof.add(json);
        }
        var json = new LinkedHashMap<String, Object>();
        json.put("address", address.toHex());
        json.put("balance", "0xa");
        json.put("nonce", "0x1");
        json.put("storageHash", Trie.root(storage).toHex());
        json.put("codeHash", TestState.CODE_HASH.toHex());
        json.put(
                "accountProof",
                hex(TestTrie.prove(state(number), TestState.key(address.toArray()))));
        json.put("storageProof", storageProof);
        return json;
    }

    private static List<Map<String, Object>> receiptsJson(long number) {
        var list = new ArrayList<Map<String, Object>>();
        for (var receipt : TestState.receipts(number)) {
            var logs = new ArrayList<Map<String, Object>>();
            for (var log : receipt.logs()) {
                var json = new LinkedHashMap<String, Object>();
                json.put("address", log.address().toHex());
                json.put("topics", hexWords(log.topics()));
                json.put("data", log.data().toHex());
                json.put("logIndex", "0x0");
                logs.add(json);
            }
            var json = new LinkedHashMap<String, Object>();
            json.put("type", quantity(TestState.big(receipt.type())));
            json.put("status", receipt.succeeded() ? "0x1" : "0x0");
            json.put("cumulativeGasUsed", quantity(receipt.cumulativeGasUsed()));
            json.put("logs", logs);
            list.add(json);
        }
        return list;
    }

    private static List<String> hex(List<Bytes> nodes) {
        return nodes.stream().map(Bytes::toHex).toList();
    }

    private static List<String> hexWords(List<Bytes32> words) {
        return words.stream().map(Bytes32::toHex).toList();
    }

    private static String quantity(BigInteger value) {
        return "0x" + Objects.requireNonNull(value).toString(16);
    }
}
