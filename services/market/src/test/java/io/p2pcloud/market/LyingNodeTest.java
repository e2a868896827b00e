package io.p2pcloud.market;

import static org.assertj.core.api.Assertions.assertThat;

import io.p2pcloud.chain.Chain;
import io.p2pcloud.chain.JsonRpc;
import io.p2pcloud.chain.RpcAnswer;
import io.p2pcloud.chain.RpcCall;
import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Keccak;
import io.p2pcloud.lightclient.EndpointRecord;
import io.p2pcloud.lightclient.endpoint.HttpTransport;
import io.p2pcloud.lightclient.endpoint.Transport;
import io.p2pcloud.wallet.SigningKey;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/// A real chain behind a node that alters what it passes on.
final class LyingNodeTest {
    private static final int LIES = 10;
    private static final Pattern HEX = Pattern.compile("0x[0-9a-f]{2,}");

    @TempDir static Path folder;
    private static TestMarket world;
    private static SigningKey tenant;
    private static LeaseId lease;

    @BeforeAll
    static void start() {
        world = new TestMarket(folder);
        var launch = SigningKey.ofSecret(Keccak.hash(new byte[] {50}).toArray());
        var guest = SigningKey.ofSecret(Keccak.hash(new byte[] {51}).toArray());
        tenant = world.person();
        lease = world.activeLease(world.provider(), tenant, launch, guest);
        world.market.halt(tenant, lease).orThrow();
        world.market.resume(tenant, lease).orThrow();
    }

    @AfterAll
    static void stop() {
        if (world != null) {
            world.close();
        }
    }

    /// Passes everything on; alters one digit of a proof while it lies.
    private static final class Node implements Transport {
        private final HttpTransport http = new HttpTransport();
        private final Random random;
        private final AtomicInteger lies = new AtomicInteger();
        private final String name;
        private volatile boolean lying;

        Node(String name, int seed) {
            this.name = name;
            random = new Random(seed);
        }

        @Override
        public Answer get(URI address, String accept) throws IOException {
            return http.get(address, accept);
        }

        @Override
        public Answer post(URI address, Bytes json) throws IOException {
            var answer = http.post(address, json);
            var question = new String(json.toArray(), StandardCharsets.UTF_8);
            if (!lying || !question.contains("eth_getProof")) {
                return answer;
            }
            lies.incrementAndGet();
            var text = altered(new String(answer.body().toArray(), StandardCharsets.UTF_8));
            return new Answer(
                    answer.status(),
                    answer.contentType(),
                    answer.consensusVersion(),
                    Bytes.of(text.getBytes(StandardCharsets.UTF_8)));
        }

        /// A digit of one of the proofs' nodes; what stands beside them is not looked at anyway.
        private String altered(String text) {
            int from = text.indexOf("\"accountProof\"");
            var places = new ArrayList<Integer>();
            var found = HEX.matcher(text);
            while (found.find()) {
                boolean isNode = found.end() - found.start() > 70;
                if (found.start() > from && isNode) {
                    places.add(found.start() + 2 + random.nextInt(found.end() - found.start() - 2));
                }
            }
            int place = places.get(random.nextInt(places.size()));
            char other = text.charAt(place) == '7' ? '8' : '7';
            return text.substring(0, place) + other + text.substring(place + 1);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    @Test
    void nothingThatItAltersIsProven() {
        var node = new Node("liar", 1);
        try (var proven = new ProvenWorld(world, node)) {
            assertThat(proven.market.lease(lease).trust().isProven()).isTrue();
            node.lying = true;
            for (int i = 0; i < LIES; i++) {
                // A new block each time: what was proven of the last one is not asked again.
                world.mine(1);
                proven.catchUp(world);
                assertThat(proven.market.lease(lease).trust().isProven()).isFalse();
            }
            assertThat(node.lies.get()).isGreaterThanOrEqualTo(LIES);
            var state = proven.client.state().get();
            assertThat(state.refusedAnswers()).isGreaterThanOrEqualTo(LIES);
            assertThat(state.refusals().getFirst().sentence()).contains("liar");
            assertThat(proven.reads.figures().summary().get().lastReason())
                    .contains("does not hold");
            node.lying = false;
            world.mine(1);
            proven.catchUp(world);
            assertThat(proven.market.lease(lease).trust().isProven()).isTrue();
        }
    }

    @Test
    void oneAmongThreeChangesNothingButTheRecord() {
        var liar = new Node("liar", 2);
        liar.lying = true;
        try (var proven =
                new ProvenWorld(world, liar, new Node("honest", 3), new Node("other", 4))) {
            for (int i = 0; i < 5; i++) {
                world.mine(1);
                proven.catchUp(world);
                var answer = proven.market.lease(lease);
                assertThat(answer.trust().isProven()).isTrue();
                assertThat(answer.value().orElseThrow().tenant()).isEqualTo(tenant.address());
            }
            assertThat(proven.client.state().get().endpoints())
                    .filteredOn(it -> it.name().equals("liar"))
                    .extracting(EndpointRecord::refused)
                    .allMatch(refused -> refused > 0);
            assertThat(proven.client.state().get().endpoints())
                    .filteredOn(it -> !it.name().equals("liar"))
                    .extracting(EndpointRecord::refused)
                    .allMatch(refused -> refused == 0);
        }
    }

    /// Leaves one event out of every answer, doubles one, or alters one.
    private record LogLiar(JsonRpc node, String how) implements JsonRpc {
        @Override
        public String endpoint() {
            return node.endpoint();
        }

        @Override
        public List<RpcAnswer> batch(List<RpcCall> calls) {
            var answers = new ArrayList<>(node.batch(calls));
            for (int i = 0; i < calls.size(); i++) {
                if (calls.get(i).method().equals("eth_getLogs")
                        && answers.get(i) instanceof RpcAnswer.Result(JsonNode value)
                        && value instanceof ArrayNode logs
                        && logs.size() > 2) {
                    answers.set(i, new RpcAnswer.Result(altered(logs.deepCopy())));
                }
            }
            return answers;
        }

        private ArrayNode altered(ArrayNode logs) {
            switch (how) {
                case "drop" -> logs.remove(1);
                case "double" -> logs.add(logs.get(1).deepCopy());
                default -> {
                    var log = (tools.jackson.databind.node.ObjectNode) logs.get(1);
                    var data = log.path("data").asString();
                    int last = data.length() - 1;
                    char other = data.charAt(last) == '1' ? '2' : '1';
                    log.put("data", data.substring(0, last) + other);
                }
            }
            return logs;
        }
    }

    @Test
    void aHistoryWithADroppedADoubledOrAnAlteredEventIsNotProven() {
        try (var proven = new ProvenWorld(world)) {
            proven.catchUp(world);
            var honest =
                    new MarketEvents(world.chain, world.market.address(), proven.reads)
                            .history(lease);
            assertThat(honest.trust().isProven()).isTrue();
            assertThat(honest.value().orElseThrow()).isInstanceOf(LeaseHistory.Verdict.Whole.class);
            for (var how : List.of("drop", "double", "alter")) {
                var chain = Chain.connect(new LogLiar(world.chain.rpc(), how), world.chain.id());
                var told =
                        new MarketEvents(chain, world.market.address(), proven.reads)
                                .history(lease);
                assertThat(told.value().orElseThrow())
                        .as(how)
                        .isInstanceOf(LeaseHistory.Verdict.Broken.class);
                assertThat(told.trust().isProven()).as(how).isFalse();
            }
        }
    }
}
