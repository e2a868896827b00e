package io.p2pcloud.lightclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.common.Json;
import io.p2pcloud.lightclient.LightClientState.Sync;
import io.p2pcloud.lightclient.consensus.Network;
import io.p2pcloud.lightclient.consensus.NetworkFile;
import io.p2pcloud.lightclient.development.DevelopmentBeacon;
import io.p2pcloud.lightclient.development.DevelopmentBeaconServer;
import io.p2pcloud.lightclient.development.DevelopmentChain;
import io.p2pcloud.lightclient.development.DevelopmentCommittee;
import io.p2pcloud.lightclient.endpoint.HttpTransport;
import io.p2pcloud.lightclient.endpoint.Transport;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class DevelopmentBeaconTest {
    private static final URI NODE = URI.create("http://node.invalid");
    private final DevelopmentCommittee committee = new DevelopmentCommittee();
    private final Network network = committee.network();
    private final FakeAnvil anvil = new FakeAnvil(DevelopmentCommittee.CHAIN_ID);
    private Instant now = network.timeOfSlot(network.preset().firstSlotOfPeriod(5) + 4000);
    private final DevelopmentBeacon beacon =
            new DevelopmentBeacon(committee, new DevelopmentChain(NODE, anvil), () -> now);

    /// A node whose head moves when the test says so.
    private static final class FakeAnvil implements Transport {
        private final TestNode node = new TestNode(false);
        private final long chainId;
        private long head = 1;

        FakeAnvil(long chainId) {
            this.chainId = chainId;
        }

        @Override
        public Answer get(URI address, String accept) {
            return new Answer(404, JSON, "", Bytes.EMPTY);
        }

        @Override
        public Answer post(URI address, Bytes json) {
            var text = new String(json.toArray(), StandardCharsets.UTF_8);
            if (text.contains("eth_chainId")) {
                var answer = "{\"result\":\"0x" + Long.toHexString(chainId) + "\"}";
                return new Answer(200, JSON, "", Bytes.of(answer.getBytes(StandardCharsets.UTF_8)));
            }
            var request = text.replace("\"latest\"", "\"0x" + Long.toHexString(head) + "\"");
            return node.post(address, Bytes.of(request.getBytes(StandardCharsets.UTF_8)));
        }
    }

    private LightClient client() {
        return new LightClient(
                LightClientSettings.of(
                        network,
                        null,
                        List.of(new Endpoint("beacon", DevelopmentBeacon.ADDRESS, beacon)),
                        List.of(new Endpoint("node", NODE, anvil)),
                        null),
                () -> now);
    }

    @Test
    void vouchesForTheNewestBlockAndThenFinalizesIt() {
        var client = client();
        assertThat(client.sync()).isInstanceOf(Sync.Following.class);
        assertThat(client.block(Head.FINALIZED).orElseThrow().number()).isEqualTo(1);
        anvil.head = 7;
        now = now.plusSeconds(1);
        client.sync();
        assertThat(client.block(Head.OPTIMISTIC).orElseThrow().number()).isEqualTo(7);
        assertThat(client.block(Head.FINALIZED).orElseThrow().number()).isEqualTo(1);
        now = now.plusSeconds(1);
        client.sync();
        assertThat(client.block(Head.FINALIZED).orElseThrow().number()).isEqualTo(7);
        var slot = Bytes32.ofNumber(2);
        var proof = client.prove(TestState.CONTRACT, List.of(slot), Head.FINALIZED);
        assertThat(proof).isInstanceOf(ProofOutcome.Proven.class);
        assertThat(((ProofOutcome.Proven<ProvenAccount>) proof).value().slot(slot))
                .isEqualTo(TestState.word(7, slot));
    }

    @Test
    void keepsVouchingOverPeriodsAndAfterALongSleep() {
        var client = client();
        client.sync();
        for (var sleep :
                List.of(
                        Duration.ofMinutes(70),
                        Duration.ofHours(3),
                        Duration.ofHours(20),
                        Duration.ofDays(40))) {
            now = now.plus(sleep);
            anvil.head++;
            client.sync();
            now = now.plusSeconds(1);
            assertThat(client.sync()).isInstanceOf(Sync.Following.class);
            assertThat(client.block(Head.FINALIZED).orElseThrow().number()).isEqualTo(anvil.head);
        }
        assertThat(client.state().get().refusedAnswers()).isZero();
    }

    @Test
    void worksInTheFirstSecondsOfAPeriod() {
        long first = network.preset().firstSlotOfPeriod(9);
        now = network.timeOfSlot(first - 3);
        var early = client();
        for (int second = 0; second < 8; second++) {
            early.sync();
            assertThat(early.block(Head.OPTIMISTIC)).isPresent();
            var late = client();
            late.sync();
            if (second > 5) {
                assertThat(late.block(Head.OPTIMISTIC)).isPresent();
            }
            now = now.plusSeconds(1);
        }
    }

    @Test
    void vouchesForNoOtherChain() {
        var other =
                new DevelopmentBeacon(
                        committee, new DevelopmentChain(NODE, new FakeAnvil(31337)), () -> now);
        assertThatThrownBy(() ->
                        other.get(
                                URI.create(
                                        DevelopmentBeacon.ADDRESS
                                                + "/eth/v1/beacon/light_client/"
                                                + "finality_update"),
                                Transport.JSON))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("7272727 only");
    }

    @Test
    void isRefusedByClientsOfEveryOtherNetwork() {
        var mainnet = NetworkFile.builtIn("mainnet");
        var disguised =
                new Network(
                        "disguised",
                        1,
                        network.genesisTime(),
                        network.genesisValidatorsRoot(),
                        network.preset(),
                        network.slotTime(),
                        network.forks(),
                        Long.MAX_VALUE,
                        mainnet.weakSubjectivityEpochs());
        var client =
                new LightClient(
                        LightClientSettings.of(
                                disguised,
                                new Checkpoint(
                                        committee.checkpointAt(network.slotAt(now)),
                                        Checkpoint.Source.PASTED),
                                List.of(new Endpoint("beacon", DevelopmentBeacon.ADDRESS, beacon)),
                                List.of(),
                                null),
                        () -> now);
        assertThat(client.sync()).isInstanceOf(Sync.Refused.class);
        assertThat(((Sync.Refused) client.sync()).refusal().reason())
                .isEqualTo(RefusalReason.DEVELOPMENT_KEYS);
        assertThat(client.block(Head.FINALIZED)).isEmpty();
    }

    @Test
    void answersOverLoopbackToo() throws IOException {
        try (var server = new DevelopmentBeaconServer(beacon, 0);
                var http = new HttpTransport()) {
            assertThat(server.address().getHost()).isEqualTo("127.0.0.1");
            var client =
                    new LightClient(
                            LightClientSettings.of(
                                    network,
                                    null,
                                    List.of(Endpoint.http(server.address().toString(), http)),
                                    List.of(new Endpoint("node", NODE, anvil)),
                                    null),
                            () -> now);
            assertThat(client.sync()).isInstanceOf(Sync.Following.class);
            var foreign =
                    new DevelopmentBeacon(
                            committee, new DevelopmentChain(NODE, new FakeAnvil(1)), () -> now);
            try (var refusing = new DevelopmentBeaconServer(foreign, 0)) {
                var route =
                        URI.create(
                                refusing.address() + "/eth/v1/beacon/light_client/finality_update");
                var answer = http.get(route, Transport.JSON);
                assertThat(answer.status()).isEqualTo(503);
                assertThat(new String(answer.body().toArray(), StandardCharsets.UTF_8))
                        .contains("7272727 only");
            }
        }
    }

    @Test
    void isTheBuiltInDevelopmentNetwork() {
        assertThat(network.genesisValidatorsRoot())
                .isEqualTo(DevelopmentCommittee.genesisValidatorsRoot());
        assertThat(network.chainId()).isEqualTo(DevelopmentCommittee.CHAIN_ID);
        assertThat(DevelopmentCommittee.isDevelopment(NetworkFile.builtIn("sepolia"))).isFalse();
    }

    @Test
    @Tag("long")
    void followsADayOfSlotsWithoutGrowing() {
        var client = client();
        client.sync();
        long before = 0;
        for (int slot = 0; slot < 7200; slot++) {
            now = now.plusSeconds(12);
            client.sync();
            if (slot == 1000) {
                before = used();
            }
        }
        assertThat(used()).isLessThan(before + (8 << 20));
        assertThat(Json.write(client.state().get().refusedAnswers())).isEqualTo("0");
    }

    private static long used() {
        System.gc();
        var runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
