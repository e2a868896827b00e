package io.p2pcloud.lightclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.p2pcloud.common.Address;
import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.common.Json;
import io.p2pcloud.lightclient.cli.ExitStatus;
import io.p2pcloud.lightclient.cli.FollowOptions;
import io.p2pcloud.lightclient.cli.ProofReport;
import io.p2pcloud.lightclient.cli.Report;
import io.p2pcloud.lightclient.cli.SyncReport;
import io.p2pcloud.lightclient.consensus.Fork;
import io.p2pcloud.lightclient.consensus.Network;
import io.p2pcloud.lightclient.consensus.NetworkFile;
import io.p2pcloud.lightclient.endpoint.Transport;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ArrayNode;

class CommandLineTest {
    private static final String BEACON = "http://beacon.invalid:5052/";
    private static final String NODE = "http://node.invalid:8545";

    private final TestWorld world =
            new TestWorld(30, TestChain.network(Map.of(Fork.CAPELLA, 0L, Fork.DENEB, 3L)));
    private final Map<String, Transport> servers = new LinkedHashMap<>();
    private final Transport http =
            new Transport() {
                @Override
                public Answer get(URI address, String accept) throws IOException {
                    return server(address).get(address, accept);
                }

                @Override
                public Answer post(URI address, Bytes json) throws IOException {
                    return server(address).post(address, json);
                }

                private Transport server(URI address) throws IOException {
                    var server = servers.get(address.getHost());
                    if (server == null) {
                        throw new IOException("unknown host " + address.getHost());
                    }
                    return server;
                }
            };

    @TempDir private Path folder = Path.of("");
    private String file = "";

    @BeforeEach
    void describeTheNetwork() throws IOException {
        world.goTo(100);
        servers.put("beacon.invalid", world.beacon(true));
        servers.put("node.invalid", world.node);
        file = folder.resolve("private.json").toString();
        Files.writeString(Path.of(file), written(world.chain.network()));
    }

    private static String written(Network network) {
        var forks = new ArrayList<Map<String, Object>>();
        network.forks()
                .forEach(fork ->
                        forks.add(
                                Map.of(
                                        "name", fork.fork().apiName(),
                                        "version", fork.version().toHex(),
                                        "epoch", fork.epoch())));
        return Json.write(
                Map.of(
                        "chainId",
                        network.chainId(),
                        "genesisTime",
                        network.genesisTime().getEpochSecond(),
                        "genesisValidatorsRoot",
                        network.genesisValidatorsRoot().toHex(),
                        "preset",
                        "minimal",
                        "secondsPerSlot",
                        12,
                        "forks",
                        forks));
    }

    private FollowOptions options(String beacons, String executions) {
        return new FollowOptions(
                file, List.of(beacons), List.of(executions), world.chain.root(8).toHex());
    }

    private Report sync(FollowOptions options) throws IOException {
        try (var client = options.open(http, world)) {
            client.sync();
            return SyncReport.of(client.state().get(), Duration.ofMillis(12));
        }
    }

    private Report prove(FollowOptions options, String... slots) throws IOException {
        try (var client = options.open(http, world)) {
            client.sync();
            var words = List.of(slots).stream().map(ProofReport::slot).toList();
            var outcome = client.prove(TestState.CONTRACT, words, Head.FINALIZED);
            return ProofReport.of(TestState.CONTRACT, words, Head.FINALIZED, outcome);
        }
    }

    @Test
    void tellsTheNewestBlocksAndWhoSignedThem() throws IOException {
        var report = sync(options(BEACON, NODE));
        assertThat(report.exitStatus()).isEqualTo(ExitStatus.PROVEN);
        var json = Json.parse(report.json());
        assertThat(json.at("/network").stringValue()).isEqualTo("private");
        assertThat(json.at("/optimistic/slot").asInt()).isEqualTo(99);
        assertThat(json.at("/optimistic/blockHash").stringValue())
                .isEqualTo(world.node.block(99).hash().toHex());
        assertThat(json.at("/finalized/blockNumber").asInt()).isEqualTo(80);
        assertThat(json.at("/finalized/stateRoot").stringValue())
                .isEqualTo(world.node.block(80).stateRoot().toHex());
        assertThat(json.at("/participation/signed").asInt()).isEqualTo(32);
        assertThat(json.at("/millis").asInt()).isEqualTo(12);
        assertThat(report.text()).contains("finalized", "optimistic", "32 of 32", "12 ms");
    }

    @Test
    void provesSlotsGivenAsNumbers() throws IOException {
        var report = prove(options("http://gone.invalid," + BEACON, NODE), "1", "0x5", "99");
        assertThat(report.exitStatus()).isEqualTo(ExitStatus.PROVEN);
        var json = Json.parse(report.json());
        assertThat(json.at("/proven").asBoolean()).isTrue();
        assertThat(json.at("/balance").stringValue()).isEqualTo("10");
        assertThat(json.at("/slots/1/value").stringValue())
                .isEqualTo(TestState.word(80, Bytes32.ofNumber(5)).toHex());
        assertThat(json.at("/slots/2/value").stringValue()).isEqualTo(Bytes32.ZERO.toHex());
        assertThat(json.at("/block/blockNumber").asInt()).isEqualTo(80);
    }

    @Test
    void endsWithThreeWhenNobodyAnswers() throws IOException {
        var beaconGone = options("http://gone.invalid", NODE);
        assertThat(sync(beaconGone).exitStatus()).isEqualTo(ExitStatus.UNREACHABLE);
        assertThat(prove(beaconGone, "1").exitStatus()).isEqualTo(ExitStatus.UNREACHABLE);
        var nodeGone = prove(options(BEACON, "http://gone.invalid"), "1");
        assertThat(nodeGone.exitStatus()).isEqualTo(ExitStatus.UNREACHABLE);
        assertThat(Json.parse(nodeGone.json()).at("/proven").asBoolean()).isFalse();
    }

    @Test
    void endsWithTwentyWhenAnAnswerIsRefused() throws IOException {
        var other = new TestWorld(31, world.chain.network());
        other.goTo(100);
        other.chain.root(8);
        servers.put("liar.invalid", other.beacon(true));
        var lie = sync(options("http://liar.invalid", NODE));
        assertThat(lie.exitStatus()).isEqualTo(ExitStatus.UNREACHABLE);
        servers.put(
                "node.invalid",
                Altered.json(
                        world.node,
                        (request, json) -> {
                            if (json.at("/result/accountProof") instanceof ArrayNode nodes) {
                                nodes.set(0, "0xc0");
                            }
                            return json;
                        }));
        assertThat(refusedFor("1")).isEqualTo("INVALID_PROOF");
        servers.put("node.invalid", new TestNode(false));
        assertThat(refusedFor("1")).isEqualTo("OTHER_BRANCH");
    }

    private String refusedFor(String slot) throws IOException {
        var refused = prove(options(BEACON, NODE), slot);
        assertThat(refused.exitStatus()).isEqualTo(ExitStatus.REFUSED);
        var json = Json.parse(refused.json());
        assertThat(json.at("/sentence").stringValue()).contains("node.invalid:8545");
        return json.at("/reason").stringValue();
    }

    @Test
    void saysWhatIsMissingOnTheCommandLine() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new FollowOptions("mainnet", List.of(BEACON), List.of(), null)
                                .open(http, world))
                .withMessageContaining("--checkpoint");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new FollowOptions("mainnet", List.of(), List.of(), "0x00")
                                .open(http, world))
                .withMessageContaining("--beacon");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new FollowOptions("nonet", List.of(), List.of(), null).open(http, world))
                .withMessageContaining("mainnet, sepolia, hoodi, devnet");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new FollowOptions("mainnet", List.of("ftp://x"), List.of(), "0x00")
                                .open(http, world))
                .withMessageContaining("http://");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ProofReport.slot("first"))
                .withMessageContaining("slot");
    }

    @Test
    void readsEveryBuiltInNetwork() {
        for (var name : NetworkFile.BUILT_IN) {
            var network = NetworkFile.builtIn(name);
            assertThat(network.name()).isEqualTo(name);
            assertThat(network.forks()).isNotEmpty();
        }
        assertThat(NetworkFile.builtIn("mainnet").forkAtEpoch(269_567)).isEqualTo(Fork.CAPELLA);
        assertThat(NetworkFile.builtIn("mainnet").forkAtEpoch(269_568)).isEqualTo(Fork.DENEB);
        assertThat(NetworkFile.builtIn("sepolia").forkAtEpoch(353_024)).isEqualTo(Fork.GLOAS);
        assertThat(NetworkFile.builtIn("hoodi").forkAtEpoch(2_048)).isEqualTo(Fork.ELECTRA);
    }

    @Test
    void keepsAnUnknownForkOfANetworkFileAsALimit() {
        var json = Json.parse(written(world.chain.network()).replace("\"deneb\"", "\"zzz\""));
        var network = NetworkFile.read(json, "private");
        assertThat(network.unknownForkEpoch()).isEqualTo(3);
        assertThat(network.isUnknownForkAt(24)).isTrue();
        assertThat(network.isUnknownForkAt(23)).isFalse();
    }

    @Test
    void namesTheMemberOfANetworkFileThatIsWrong() {
        for (var member :
                List.of(
                        "chainId",
                        "genesisTime",
                        "genesisValidatorsRoot",
                        "preset",
                        "secondsPerSlot",
                        "forks")) {
            var json = Json.parse(written(world.chain.network()).replace(member, "other"));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> NetworkFile.read(json, "private"))
                    .withMessageContaining(member);
        }
    }

    @Test
    void printsAddressesWithTheirChecksum() throws IOException {
        assertThat(prove(options(BEACON, NODE)).text())
                .contains(Address.of(TestState.CONTRACT.toArray()).checksummed());
    }
}
