package io.p2pcloud.lightclient;

import static org.assertj.core.api.Assertions.assertThat;

import io.p2pcloud.common.Address;
import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.common.Json;
import io.p2pcloud.lightclient.LightClientState.Sync;
import io.p2pcloud.lightclient.consensus.BeaconBlockHeader;
import io.p2pcloud.lightclient.consensus.Network;
import io.p2pcloud.lightclient.consensus.NetworkFile;
import io.p2pcloud.lightclient.endpoint.Transport;
import io.p2pcloud.lightclient.execution.ExecutionJson;
import io.p2pcloud.lightclient.execution.Receipt;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Follows real chains from recorded answers.
class RecordedChainsTest {
    private static final URI NOWHERE = URI.create("http://recorded.invalid");

    @Test
    void followsEveryRecordedStretchOfMainnet() throws IOException {
        var root = Vectors.folder("light-client.mainnet", "light-client/mainnet-capella");
        var network = ageless(NetworkFile.builtIn("mainnet"));
        var folders = Files.exists(root.resolve("bootstrap.json")) ? List.of(root) : parts(root);
        assertThat(folders).as("folders with a bootstrap.json in %s", root).isNotEmpty();
        for (var folder : folders) {
            var beacon = new FolderBeacon(folder, network);
            var client = client(network, beacon, List.of());
            var sync = client.sync();
            System.out.printf("light-client mainnet: %s: %s%n", folder.getFileName(), sync);
            assertThat(sync).isInstanceOf(Sync.Following.class);
            assertThat(client.state().get().refusals()).isEmpty();
            var following = (Sync.Following) sync;
            var finality = beacon.read("finality").path("data");
            assertThat(following.finalized().slot())
                    .isEqualTo(slot(finality.path("finalized_header")));
            assertThat(following.optimistic().slot())
                    .isEqualTo(
                            Math.max(
                                    slot(finality.path("attested_header")),
                                    slot(beacon.read("optimistic").at("/data/attested_header"))));
        }
    }

    private static List<Path> parts(Path root) throws IOException {
        try (var children = Files.list(root)) {
            return children.filter(child -> Files.exists(child.resolve("bootstrap.json")))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void provesStorageOnADevnetOfOtherClients() throws IOException {
        var folder = Vectors.folder("light-client.devnet", "light-client/devnet-capella-minimal");
        var network = devnet(folder);
        var contract = Address.ofHex("0x5fbdb2315678afecb367f032d93f642f64180aa3");
        var node = new FolderNode(folder);
        var client = client(network, new FolderBeacon(folder, network), List.of(node));
        assertThat(client.sync()).isInstanceOf(Sync.Following.class);
        assertThat(client.block(Head.FINALIZED).orElseThrow().number()).isEqualTo(32);
        for (var head : Head.values()) {
            node.proof = head == Head.FINALIZED ? "proof_finalized" : "proof_attested";
            var outcome = client.prove(contract, List.of(Bytes32.ofNumber(1), Bytes32.ZERO), head);
            assertThat(outcome).isInstanceOf(ProofOutcome.Proven.class);
            var account = ((ProofOutcome.Proven<ProvenAccount>) outcome).value();
            // The server wrote this value as 0x01, which is no canonical number.
            assertThat(account.slot(Bytes32.ofNumber(1))).isEqualTo(Bytes32.ofNumber(1));
            assertThat(account.slot(Bytes32.ZERO)).isEqualTo(Bytes32.ZERO);
            assertThat(account.state().balance()).isEqualTo(12_345);
        }
    }

    @Test
    void rebuildsReceiptsOfADevnetOfOtherClients() throws IOException {
        var folder = Vectors.folder("light-client.devnet", "light-client/devnet-capella-minimal");
        var block = Json.parse(Files.readAllBytes(folder.resolve("block_tx.json"))).get("result");
        var header = ExecutionJson.readHeader(block);
        assertThat(header.hash().toHex()).isEqualTo(block.get("hash").stringValue());
        var receipts = Json.parse(Files.readAllBytes(folder.resolve("receipts_tx.json")));
        assertThat(Receipt.root(ExecutionJson.readReceipts(receipts.get("result"))))
                .isEqualTo(header.receiptsRoot());
    }

    /// The network as a file would describe it, from what the two clients said of themselves.
    private static Network devnet(Path folder) throws IOException {
        var genesis = Json.parse(Files.readAllBytes(folder.resolve("genesis.json"))).get("data");
        var spec = Json.parse(Files.readAllBytes(folder.resolve("spec.json"))).get("data");
        var json = Json.mapper().createObjectNode();
        json.put("chainId", 1337);
        json.put("genesisTime", Long.parseLong(genesis.get("genesis_time").stringValue()));
        json.set("genesisValidatorsRoot", genesis.get("genesis_validators_root"));
        json.put("preset", "minimal");
        json.put("secondsPerSlot", Long.parseLong(spec.get("SECONDS_PER_SLOT").stringValue()));
        var forks = json.putArray("forks");
        for (var name : List.of("altair", "bellatrix", "capella")) {
            var prefix = name.toUpperCase(Locale.ROOT) + "_FORK_";
            ObjectNode fork = forks.addObject();
            fork.put("name", name);
            fork.set("version", spec.get(prefix + "VERSION"));
            fork.put("epoch", Long.parseLong(spec.get(prefix + "EPOCH").stringValue()));
        }
        return NetworkFile.read(json, "devnet-capella-minimal");
    }

    private static final class FolderNode implements Transport {
        private final Path folder;
        private String proof = "proof_finalized";

        FolderNode(Path folder) {
            this.folder = folder;
        }

        @Override
        public Answer get(URI address, String accept) {
            return new Answer(404, JSON, "", Bytes.EMPTY);
        }

        @Override
        public Answer post(URI address, Bytes json) throws IOException {
            var method = Json.parse(json.toArray()).get("method").stringValue();
            return method.equals("eth_getProof")
                    ? new Answer(
                            200,
                            JSON,
                            "",
                            Bytes.of(Files.readAllBytes(folder.resolve(proof + ".json"))))
                    : new Answer(404, JSON, "", Bytes.EMPTY);
        }
    }

    private static LightClient client(
            Network network, FolderBeacon beacon, List<? extends Transport> nodes)
            throws IOException {
        var root = root(beacon.read("bootstrap").at("/data/header/beacon"));
        long now = beacon.newestSlot();
        return new LightClient(
                LightClientSettings.of(
                        network,
                        new Checkpoint(root, Checkpoint.Source.PASTED),
                        List.of(new Endpoint("recorded", NOWHERE, beacon)),
                        nodes.stream().map(node -> new Endpoint("node", NOWHERE, node)).toList(),
                        null),
                () -> network.timeOfSlot(now));
    }

    /// Recorded data may span more than the weak-subjectivity period.
    private static Network ageless(Network network) {
        return TestChain.limited(network, network.slotTime(), Long.MAX_VALUE, 1 << 30);
    }

    private static long slot(JsonNode header) {
        return Long.parseLong(header.at("/beacon/slot").stringValue());
    }

    private static Bytes32 root(JsonNode beacon) {
        return new BeaconBlockHeader(
                        Long.parseLong(beacon.get("slot").stringValue()),
                        Long.parseLong(beacon.get("proposer_index").stringValue()),
                        Bytes32.ofHex(beacon.get("parent_root").stringValue()),
                        Bytes32.ofHex(beacon.get("state_root").stringValue()),
                        Bytes32.ofHex(beacon.get("body_root").stringValue()))
                .hashTreeRoot();
    }
}
