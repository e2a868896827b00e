package io.p2pcloud.lightclient;

import static org.assertj.core.api.Assertions.assertThat;

import io.p2pcloud.common.Address;
import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.common.Json;
import io.p2pcloud.common.Keccak;
import io.p2pcloud.common.Rlp;
import io.p2pcloud.common.Rlp.Item;
import io.p2pcloud.lightclient.EndpointPool.Result;
import io.p2pcloud.lightclient.endpoint.Transport;
import io.p2pcloud.lightclient.execution.BlockHashHistory;
import io.p2pcloud.lightclient.execution.ExecutionHeader;
import io.p2pcloud.lightclient.execution.TestTrie;
import io.p2pcloud.lightclient.execution.Trie;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Older headers from a proven one, on hand-made chains of which only some blocks exist.
class HeaderFinderTest {
    /// Blocks that keep, in the history contract, the hashes that a test gives them.
    private static final class Ring implements Transport {
        private final Map<Long, ExecutionHeader> blocks = new HashMap<>();
        private final Map<Long, Map<Bytes, Bytes>> histories = new HashMap<>();
        private int proofs;

        ExecutionHeader add(long number, Bytes32 parent, Map<Bytes32, Bytes32> slots) {
            return add(number, number, parent, slots);
        }

        /// @param place under which number servers give it out
        ExecutionHeader add(long place, long number, Bytes32 parent, Map<Bytes32, Bytes32> slots) {
            var history = new HashMap<Bytes, Bytes>();
            slots.forEach((slot, word) ->
                    history.put(
                            Keccak.hash(slot.toArray()).value(),
                            Bytes.of(Rlp.encode(Item.number(word.toNumber())))));
            histories.put(number, history);
            var header =
                    new ExecutionHeader.Builder()
                            .word(parent)
                            .word(Bytes32.ZERO)
                            .address(Address.ZERO)
                            .word(Trie.root(state(history)))
                            .word(Trie.EMPTY_ROOT)
                            .word(Trie.EMPTY_ROOT)
                            .bytes(Bytes.of(new byte[256]))
                            .number(BigInteger.ZERO)
                            .number(BigInteger.valueOf(number))
                            .number(BigInteger.ONE)
                            .number(BigInteger.ONE)
                            .number(BigInteger.valueOf(number))
                            .bytes(Bytes.EMPTY)
                            .word(Bytes32.ZERO)
                            .bytes(Bytes.of(new byte[8]))
                            .build();
            blocks.put(place, header);
            return header;
        }

        private static Map<Bytes, Bytes> state(Map<Bytes, Bytes> history) {
            return Map.of(
                    Keccak.hash(BlockHashHistory.CONTRACT.toArray()).value(),
                    Bytes.of(
                            Rlp.encode(
                                    Item.list(
                                            Item.number(BigInteger.ONE),
                                            Item.number(BigInteger.ZERO),
                                            new Item.Text(Trie.root(history).value()),
                                            new Item.Text(Bytes32.ZERO.value())))));
        }

        @Override
        public Answer get(URI address, String accept) {
            return Altered.status(404);
        }

        @Override
        public Answer post(URI address, Bytes json) {
            var request = Json.parse(new String(json.toArray(), StandardCharsets.UTF_8));
            var params = request.get("params");
            return switch (request.get("method").stringValue()) {
                case "eth_getBlockByNumber" ->
                        Altered.ok(
                                Map.of(
                                        "result",
                                        block(
                                                Objects.requireNonNull(
                                                        blocks.get(number(params.get(0)))))));
                case "eth_getBlockByHash" ->
                        Altered.ok(
                                Map.of(
                                        "result",
                                        block(
                                                blocks.values().stream()
                                                        .filter(each ->
                                                                each.hash()
                                                                        .toHex()
                                                                        .equals(
                                                                                params.get(0)
                                                                                        .stringValue()))
                                                        .findFirst()
                                                        .orElseThrow())));
                default -> proof(params);
            };
        }

        private Answer proof(JsonNode params) {
            proofs++;
            var history = histories.getOrDefault(number(params.get(2)), Map.of());
            var slot = Bytes32.ofHex(params.get(1).get(0).stringValue());
            var storage = new LinkedHashMap<String, Object>();
            storage.put("key", slot.toHex());
            storage.put("proof", hex(TestTrie.prove(history, key(slot.toArray()))));
            return Altered.ok(
                    Map.of(
                            "result",
                            Map.of(
                                    "address",
                                    BlockHashHistory.CONTRACT.toHex(),
                                    "accountProof",
                                    hex(
                                            TestTrie.prove(
                                                    state(history),
                                                    key(BlockHashHistory.CONTRACT.toArray()))),
                                    "storageProof",
                                    List.of(storage))));
        }

        private static Bytes key(byte[] plain) {
            return Keccak.hash(plain).value();
        }

        private static List<String> hex(List<Bytes> nodes) {
            return nodes.stream().map(Bytes::toHex).toList();
        }

        private static long number(JsonNode quantity) {
            return Long.parseLong(quantity.stringValue().substring(2), 16);
        }

        private static Map<String, Object> block(ExecutionHeader header) {
            var json = new LinkedHashMap<String, Object>();
            json.put("parentHash", header.parentHash().toHex());
            json.put("sha3Uncles", Bytes32.ZERO.toHex());
            json.put("miner", Address.ZERO.toHex());
            json.put("stateRoot", header.stateRoot().toHex());
            json.put("transactionsRoot", Trie.EMPTY_ROOT.toHex());
            json.put("receiptsRoot", Trie.EMPTY_ROOT.toHex());
            json.put("logsBloom", header.logsBloom().toHex());
            json.put("difficulty", "0x0");
            json.put("number", "0x" + Long.toHexString(header.number()));
            json.put("gasLimit", "0x1");
            json.put("gasUsed", "0x1");
            json.put("timestamp", "0x" + Long.toHexString(header.time().getEpochSecond()));
            json.put("extraData", "0x");
            json.put("mixHash", Bytes32.ZERO.toHex());
            json.put("nonce", "0x0000000000000000");
            return json;
        }
    }

    private final Ring ring = new Ring();

    private Result<ExecutionHeader> find(long number, ExecutionHeader from) {
        var pool =
                new EndpointPool(
                        EndpointRecord.Kind.EXECUTION,
                        List.of(new Endpoint("node", URI.create("http://node.invalid"), ring)),
                        each -> new Reply.Good<>(true),
                        () -> Instant.EPOCH,
                        refusal -> {});
        return new HeaderFinder(pool, () -> Instant.EPOCH).find(number, from.hash());
    }

    @Test
    void reachesTheOldestBlockOfTheRingInOneStepAndOlderOnesInTwo() {
        long top = 20_000;
        long oldest = top - BlockHashHistory.WINDOW;
        var older = ring.add(oldest - 100, Bytes32.ZERO, Map.of());
        var edge =
                ring.add(
                        oldest,
                        Bytes32.ZERO,
                        Map.of(BlockHashHistory.slot(oldest - 100), older.hash()));
        var head = ring.add(top, Bytes32.ZERO, Map.of(BlockHashHistory.slot(oldest), edge.hash()));
        // The ring has as many slots as it goes back: the oldest shares its slot with the head.
        assertThat(BlockHashHistory.slot(oldest)).isEqualTo(BlockHashHistory.slot(top));
        assertThat(find(oldest, head)).isEqualTo(new Result.Found<>(edge));
        assertThat(ring.proofs).isEqualTo(1);
        assertThat(find(oldest - 100, head)).isEqualTo(new Result.Found<>(older));
        assertThat(ring.proofs).isEqualTo(3);
        assertThat(find(top + 1, head)).isInstanceOf(Result.Refused.class);
        assertThat(find(-1, head)).isInstanceOf(Result.Refused.class);
    }

    @Test
    void goesByTheParentsWhereTheContractKeepsAnotherBlocksHash() {
        var chain = new ArrayList<ExecutionHeader>();
        chain.add(ring.add(0, Bytes32.ZERO, Map.of()));
        for (int i = 1; i < 10; i++) {
            // A chain whose ring is shifted by one: slot n holds the hash of block n - 1.
            var slots =
                    i < 3
                            ? Map.<Bytes32, Bytes32>of()
                            : Map.of(
                                    BlockHashHistory.slot(5), chain.get(Math.min(4, i - 1)).hash());
            chain.add(ring.add(i, chain.getLast().hash(), slots));
        }
        assertThat(find(5, chain.get(9))).isEqualTo(new Result.Found<>(chain.get(5)));
    }

    @Test
    void refusesAHeaderOfAnotherNumberThanItsPlaceInTheChain() {
        var odd = ring.add(7, 5, Bytes32.ZERO, Map.of());
        var head = ring.add(8, odd.hash(), Map.of());
        assertThat(find(7, head))
                .isInstanceOfSatisfying(
                        Result.Refused.class,
                        refused ->
                                assertThat(refused.refusal().reason())
                                        .isEqualTo(RefusalReason.OUT_OF_RANGE));
    }
}
