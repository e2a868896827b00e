package io.p2pcloud.lightclient;

import static io.p2pcloud.lightclient.Outcomes.proven;
import static io.p2pcloud.lightclient.Outcomes.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.lightclient.consensus.Fork;
import io.p2pcloud.lightclient.endpoint.HttpTransport;
import io.p2pcloud.lightclient.endpoint.Transport;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/// What JSON-RPC servers of other people do, over real HTTP: whatever it is, the reason is told.
class NodeHabitsTest {
    private static final List<Bytes32> SLOTS = List.of(Bytes32.ofNumber(2), Bytes32.ofNumber(77));

    private final TestWorld world = new TestWorld(41, TestChain.network(Map.of(Fork.FULU, 0L)));
    private final HttpTransport http = new HttpTransport();

    @BeforeEach
    void goOn() {
        world.goTo(90);
        world.chain.root(8);
    }

    @AfterEach
    void close() {
        http.close();
    }

    private LightClient client(String... urls) {
        var client =
                new LightClient(
                        LightClientSettings.of(
                                world.chain.network(),
                                world.checkpoint(8),
                                List.of(
                                        new Endpoint(
                                                "beacon",
                                                URI.create("http://beacon.invalid"),
                                                world.beacon(true))),
                                List.of(urls).stream()
                                        .map(url -> Endpoint.http(url, http))
                                        .toList(),
                                null),
                        world);
        client.sync();
        return client;
    }

    private ProofOutcome<ProvenAccount> ask(Transport node) throws IOException {
        try (var host = new HttpHost(node)) {
            return client(host.url()).prove(TestState.CONTRACT, SLOTS, Head.FINALIZED);
        }
    }

    private static String unreachable(ProofOutcome<?> outcome) {
        assertThat(outcome).isInstanceOf(ProofOutcome.Unreachable.class);
        return ((ProofOutcome.Unreachable<?>) outcome).sentence();
    }

    /// Answers `eth_getProof` with an error, everything else honestly.
    private Transport failing(int code, String message) {
        return new Altered(
                world.node,
                (request, answer) ->
                        request.contains("eth_getProof")
                                ? Altered.ok(
                                        Map.of("error", Map.of("code", code, "message", message)))
                                : answer);
    }

    @Test
    void answersHonestly() throws IOException {
        try (var host = new HttpHost(world.node)) {
            var client = client(host.url() + "/v3/key?project=4");
            var account = proven(client.prove(TestState.CONTRACT, SLOTS, Head.FINALIZED));
            assertThat(account.slot(SLOTS.get(0))).isEqualTo(TestState.word(72, SLOTS.get(0)));
            assertThat(host.requests()).allMatch(path -> path.equals("/v3/key?project=4"));
        }
    }

    @Test
    void doesNotOfferProofs() throws IOException {
        assertThat(unreachable(ask(failing(-32601, "no such method"))))
                .contains("does not offer eth_getProof");
    }

    @Test
    void hasPrunedTheBlockOrDoesNotKnowItYet() throws IOException {
        assertThat(unreachable(ask(failing(-32000, "missing trie node (pruned)"))))
                .contains("missing trie node (pruned)");
        var unknown =
                Altered.json(
                        world.node,
                        (request, json) ->
                                request.contains("eth_getProof")
                                        ? ((ObjectNode) json).putNull("result")
                                        : json);
        assertThat(unreachable(ask(unknown))).contains("does not have what eth_getProof asks for");
    }

    @Test
    void writesControlCharactersIntoItsErrors() throws IOException {
        var sentence = unreachable(ask(failing(-32000, "\u001b[31m" + "x".repeat(1000) + "\n")));
        assertThat(sentence).doesNotContain("\u001b", "\n").hasSizeLessThan(500);
    }

    /// The node, but asked by `from` it answers as if it had been asked by `to`.
    private Transport mistaking(Map<String, String> names) {
        return new Transport() {
            @Override
            public Answer get(URI address, String accept) {
                return world.node.get(address, accept);
            }

            @Override
            public Answer post(URI address, Bytes json) {
                var request = new String(json.toArray(), StandardCharsets.UTF_8);
                for (var each : names.entrySet()) {
                    request = request.replace(each.getKey(), each.getValue());
                }
                return world.node.post(address, Bytes.of(request.getBytes(StandardCharsets.UTF_8)));
            }
        };
    }

    /// Block 72 is finalized, block 73 comes after it.
    private static final Map<String, String> BY_NUMBER = Map.of("\"0x48\"", "\"0x49\"");

    private Map<String, String> byHash() {
        return Map.of(world.node.block(72).hash().toHex(), world.node.block(73).hash().toHex());
    }

    @Test
    void answersForAnotherBlock() throws IOException {
        var names = new HashMap<>(byHash());
        names.putAll(BY_NUMBER);
        try (var host = new HttpHost(mistaking(names))) {
            var client = client(host.url());
            var refusal = refusal(client.prove(TestState.CONTRACT, SLOTS, Head.FINALIZED));
            assertThat(refusal.reason()).isEqualTo(RefusalReason.INVALID_PROOF);
            assertThat(refusal.sentence()).contains("does not hold");
            var record = client.state().get().endpoints().getLast();
            assertThat(record.refused()).isOne();
            assertThat(record.penalisedUntil()).isAfter(world.instant());
        }
    }

    /// As anvil does while it adds a block: the state it proves is already the next one's.
    @Test
    void answersForTheNextBlockWhileItAddsIt() throws IOException {
        try (var host = new HttpHost(mistaking(BY_NUMBER))) {
            var client = client(host.url());
            var account = proven(client.prove(TestState.CONTRACT, SLOTS, Head.FINALIZED));
            assertThat(account.slot(SLOTS.get(0))).isEqualTo(TestState.word(72, SLOTS.get(0)));
            proven(client.receipts(72, Head.FINALIZED));
            var record = client.state().get().endpoints().getLast();
            assertThat(record.refused()).isZero();
            assertThat(record.penalisedUntil()).isBefore(world.instant());
            assertThat(client.state().get().refusals()).isEmpty();
        }
    }

    /// As after a reorganisation: its block of that number is another one, and it has no other.
    @Test
    void isOnAnotherBranchOfTheChain() throws IOException {
        var branched =
                Altered.json(
                        mistaking(BY_NUMBER),
                        (request, json) ->
                                request.contains("blockHash")
                                        ? ((ObjectNode) json).putNull("result")
                                        : json);
        try (var host = new HttpHost(branched)) {
            var client = client(host.url());
            var refusal = refusal(client.prove(TestState.CONTRACT, SLOTS, Head.FINALIZED));
            assertThat(refusal.reason()).isEqualTo(RefusalReason.OTHER_BRANCH);
            assertThat(refusal.sentence())
                    .contains("does not hold", "by the block's hash, it does not have");
            var record = client.state().get().endpoints().getLast();
            assertThat(record.refused()).isOne();
            assertThat(record.penalisedUntil()).isBefore(world.instant());
        }
    }

    @Test
    void servesAnotherChain() throws IOException {
        var other =
                new Altered(
                        world.node,
                        (request, answer) ->
                                request.contains("eth_chainId")
                                        ? Altered.ok(Map.of("result", "0x1"))
                                        : answer);
        var refusal = refusal(ask(other));
        assertThat(refusal.reason()).isEqualTo(RefusalReason.WRONG_CHAIN);
        assertThat(refusal.sentence()).contains("serves chain 1 instead of chain 4242");
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void isBusy(int status) throws IOException {
        var busy = new Altered(world.node, (request, answer) -> Altered.status(status));
        assertThat(unreachable(ask(busy))).contains("busy, status " + status);
        try (var first = new HttpHost(busy);
                var second = new HttpHost(world.node)) {
            var client = client(first.url(), second.url());
            proven(client.prove(TestState.CONTRACT, SLOTS, Head.OPTIMISTIC));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404, 500})
    void refusesWithAStatus(int status) throws IOException {
        var node = new Altered(world.node, (request, answer) -> Altered.status(status));
        assertThat(unreachable(ask(node))).contains("with status " + status);
    }

    @Test
    void answersWithSomethingElseThanJson() throws IOException {
        var page = new Altered(world.node, (request, answer) -> Altered.status(200));
        assertThat(refusal(ask(page)).reason()).isEqualTo(RefusalReason.MALFORMED_ANSWER);
        var empty = new Altered(world.node, (request, answer) -> Altered.ok(List.of()));
        assertThat(unreachable(ask(empty))).contains("does not have");
    }

    @Test
    void writesSlotsWithoutPaddingAndAddsMembersOfItsOwn() throws IOException {
        var node =
                Altered.json(
                        world.node,
                        (request, json) -> {
                            if (json.at("/result/storageProof/0/key").isString()) {
                                ((ObjectNode) json.at("/result/storageProof/0")).put("key", "0x2");
                                ((ObjectNode) json.at("/result")).put("more", true);
                            }
                            return json;
                        });
        proven(ask(node));
    }
}
