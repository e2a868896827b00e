package io.p2pcloud.app.lightclient;

import static org.assertj.core.api.Assertions.assertThat;

import io.p2pcloud.common.Bytes32;
import io.p2pcloud.common.Json;
import io.p2pcloud.lightclient.FolderBeacon;
import io.p2pcloud.lightclient.HttpHost;
import io.p2pcloud.lightclient.TestChain;
import io.p2pcloud.lightclient.TestNode;
import io.p2pcloud.lightclient.TestState;
import io.p2pcloud.lightclient.TestWorld;
import io.p2pcloud.lightclient.Vectors;
import io.p2pcloud.lightclient.consensus.BeaconBlockHeader;
import io.p2pcloud.lightclient.consensus.Fork;
import io.p2pcloud.lightclient.consensus.Network;
import io.p2pcloud.lightclient.consensus.NetworkFile;
import io.p2pcloud.lightclient.consensus.Preset;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// The commands as given on a command line, over real HTTP.
class LightClientCommandTest {
    private static final int PROVEN = 0;
    private static final int USAGE = 2;
    private static final int UNREACHABLE = 3;
    private static final int REFUSED = 20;

    @TempDir private Path folder = Path.of("");

    private record Ran(int status, String out, String err) {
        JsonNode json() {
            return Json.parse(out);
        }
    }

    private static Ran run(InstantSource clock, String... args) {
        var out = new StringWriter();
        var err = new StringWriter();
        int status =
                LightClientCommand.commandLine(new PrintWriter(out), clock)
                        .setErr(new PrintWriter(err))
                        .execute(args);
        return new Ran(status, out.toString().strip(), err.toString());
    }

    /// Capella to Fulu, four epochs each.
    private static TestWorld world(Preset preset) {
        var epochs = new EnumMap<Fork, Long>(Fork.class);
        long epoch = 0;
        for (var fork : List.of(Fork.CAPELLA, Fork.DENEB, Fork.ELECTRA, Fork.FULU)) {
            epochs.put(fork, epoch);
            epoch += 4;
        }
        var world = new TestWorld(70, TestChain.network(preset, epochs));
        world.goTo(preset.slotsPerEpoch() * 20L + 3);
        world.chain.root(preset.slotsPerEpoch());
        return world;
    }

    /// The network as a file, with the members that the documentation names.
    private String networkFile(Network network) throws IOException {
        var forks = new ArrayList<Map<String, Object>>();
        for (var fork : network.forks()) {
            forks.add(
                    Map.of(
                            "name", fork.fork().apiName(),
                            "version", fork.version().toHex(),
                            "epoch", fork.epoch()));
        }
        var file = folder.resolve("private.json");
        Files.writeString(
                file,
                Json.write(
                        Map.of(
                                "chainId", network.chainId(),
                                "genesisTime", network.genesisTime().getEpochSecond(),
                                "genesisValidatorsRoot", network.genesisValidatorsRoot().toHex(),
                                "preset", network.preset().name().toLowerCase(Locale.ROOT),
                                "secondsPerSlot", network.slotTime().toSeconds(),
                                "forks", forks)));
        return file.toString();
    }

    @ParameterizedTest
    @CsvSource({"MINIMAL,true", "MINIMAL,false", "MAINNET,true", "MAINNET,false"})
    void syncsAndProvesOnAPrivateNetwork(Preset preset, boolean ssz) throws IOException {
        var world = world(preset);
        long epoch = preset.slotsPerEpoch();
        var file = networkFile(world.chain.network());
        var checkpoint = world.chain.root(epoch).toHex();
        try (var beacon = new HttpHost(world.beacon(ssz));
                var node = new HttpHost(world.node)) {
            var synced =
                    run(
                            world,
                            "sync",
                            "--network",
                            file,
                            "--beacon",
                            beacon.url(),
                            "--execution",
                            node.url(),
                            "--checkpoint",
                            checkpoint,
                            "--once",
                            "--json");
            assertThat(synced.status()).as(synced.out()).isEqualTo(PROVEN);
            var json = synced.json();
            long head = epoch * 20 + 2;
            assertThat(json.at("/optimistic/slot").asLong()).isEqualTo(head);
            assertThat(json.at("/optimistic/blockHash").asString())
                    .isEqualTo(world.node.block(head).hash().toHex());
            assertThat(json.at("/finalized/slot").asLong()).isEqualTo(epoch * 18);
            assertThat(json.at("/finalized/blockNumber").asLong()).isEqualTo(epoch * 18);
            assertThat(json.at("/finalized/stateRoot").asString())
                    .isEqualTo(world.node.block(epoch * 18).stateRoot().toHex());
            assertThat(json.at("/participation/of").asInt()).isEqualTo(preset.syncCommitteeSize());
            assertThat(json.at("/millis").isIntegralNumber()).isTrue();

            var proved =
                    run(
                            world,
                            "prove",
                            "--network",
                            file,
                            "--beacon",
                            beacon.url(),
                            "--execution",
                            node.url(),
                            "--checkpoint",
                            checkpoint,
                            "--account",
                            TestState.CONTRACT.toHex(),
                            "--slot",
                            "2",
                            "--slot",
                            "0x4d",
                            "--json");
            assertThat(proved.status()).as(proved.out()).isEqualTo(PROVEN);
            assertThat(proved.json().at("/slots/0/value").asString())
                    .isEqualTo(TestState.word(epoch * 18, Bytes32.ofNumber(2)).toHex());
            assertThat(proved.json().at("/slots/1/value").asString())
                    .isEqualTo(Bytes32.ZERO.toHex());
            assertThat(proved.json().at("/block/blockNumber").asLong()).isEqualTo(epoch * 18);
        }
    }

    @Test
    void takesSeveralServersAndTellsRefusedFromUnreachable() throws IOException {
        var world = world(Preset.MINIMAL);
        var file = networkFile(world.chain.network());
        var checkpoint = world.chain.root(8).toHex();
        var nobody = "http://127.0.0.1:9";
        try (var beacon = new HttpHost(world.beacon(true));
                var node = new HttpHost(world.node);
                var liar = new HttpHost(TestNode.unlinked())) {
            var prove =
                    List.of(
                            "prove",
                            "--network",
                            file,
                            "--checkpoint",
                            checkpoint,
                            "--account",
                            TestState.CONTRACT.toHex(),
                            "--slot",
                            "1",
                            "--json");
            assertThat(
                            with(
                                    world,
                                    prove,
                                    nobody + "," + beacon.url(),
                                    liar.url() + "," + node.url()))
                    .satisfies(ran -> assertThat(ran.status()).isEqualTo(PROVEN));
            var lie = with(world, prove, beacon.url(), liar.url());
            assertThat(lie.status()).isEqualTo(REFUSED);
            assertThat(lie.json().at("/proven").asBoolean()).isFalse();
            assertThat(lie.json().at("/reason").asString()).isEqualTo("OTHER_BRANCH");
            var gone = with(world, prove, beacon.url(), nobody);
            assertThat(gone.status()).isEqualTo(UNREACHABLE);
            assertThat(gone.json().at("/sentence").asString()).contains("127.0.0.1:9");
            assertThat(with(world, prove, nobody, node.url()).status()).isEqualTo(UNREACHABLE);
            var sync = List.of("sync", "--network", file, "--checkpoint", checkpoint, "--once");
            assertThat(with(world, sync, nobody, nobody).status()).isEqualTo(UNREACHABLE);
            assertThat(with(world, sync, beacon.url(), node.url()).out())
                    .contains("finalized", "optimistic", "32 of 32", "time taken");
            // The same servers, asked as if they were of another network.
            var mainnet =
                    List.of("sync", "--network", "mainnet", "--checkpoint", checkpoint, "--once");
            assertThat(with(world, mainnet, beacon.url(), node.url()).status()).isEqualTo(REFUSED);
        }
    }

    private static Ran with(
            InstantSource clock, List<String> command, String beacons, String executions) {
        var args = new ArrayList<>(command);
        args.addAll(List.of("--beacon", beacons, "--execution", executions));
        return run(clock, args.toArray(String[]::new));
    }

    @Test
    void saysWhatIsWrongWithTheOptions() {
        var clock = InstantSource.system();
        var nowhere = run(clock, "sync", "--network", "nonet", "--beacon", "http://x");
        assertThat(nowhere.status()).isEqualTo(USAGE);
        assertThat(nowhere.err()).contains("there is no network or file nonet");
        assertThat(run(clock, "sync", "--network", "mainnet", "--beacon", "http://x").err())
                .contains("--checkpoint");
        assertThat(run(clock, "prove", "--network", "mainnet").err()).contains("--account");
    }

    @Test
    void followsRecordedMainnetOverHttp() throws IOException {
        var recorded = Vectors.folder("light-client.mainnet", "light-client/mainnet-capella");
        Assumptions.assumeTrue(
                Files.exists(recorded.resolve("bootstrap.json")), "a folder of several recordings");
        var mainnet = NetworkFile.builtIn("mainnet");
        var source = new FolderBeacon(recorded, mainnet);
        var header = source.read("bootstrap").at("/data/header/beacon");
        var root =
                new BeaconBlockHeader(
                                number(header, "slot"),
                                number(header, "proposer_index"),
                                word(header, "parent_root"),
                                word(header, "state_root"),
                                word(header, "body_root"))
                        .hashTreeRoot();
        var then = mainnet.timeOfSlot(source.newestSlot());
        try (var beacon = new HttpHost("127.0.0.1", source, HttpHost.Body.GZIP)) {
            var ran =
                    run(
                            () -> then,
                            "sync",
                            "--network",
                            "mainnet",
                            "--beacon",
                            beacon.url(),
                            "--checkpoint",
                            root.toHex(),
                            "--once",
                            "--json");
            assertThat(ran.status()).as(ran.out()).isEqualTo(PROVEN);
            assertThat(ran.json().at("/finalized/blockNumber").asLong()).isGreaterThan(17_000_000);
            // Today, nothing that begins there may be trusted.
            var today =
                    run(
                            InstantSource.system(),
                            "sync",
                            "--network",
                            "mainnet",
                            "--beacon",
                            beacon.url(),
                            "--checkpoint",
                            root.toHex(),
                            "--once",
                            "--json");
            assertThat(today.status()).isEqualTo(REFUSED);
            assertThat(today.json().at("/reason").asString()).isEqualTo("STALE_CHECKPOINT");
        }
    }

    private static long number(JsonNode json, String name) {
        return Long.parseLong(json.get(name).asString());
    }

    private static Bytes32 word(JsonNode json, String name) {
        return Bytes32.ofHex(json.get(name).asString());
    }
}
