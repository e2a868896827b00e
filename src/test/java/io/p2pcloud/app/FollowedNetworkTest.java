package io.p2pcloud.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.p2pcloud.common.Json;
import io.p2pcloud.common.Signal;
import io.p2pcloud.lightclient.ChainChoice;
import io.p2pcloud.lightclient.Checkpoint;
import io.p2pcloud.lightclient.EndpointRecord.Kind;
import io.p2pcloud.lightclient.HttpHost;
import io.p2pcloud.lightclient.LightClientState.Sync;
import io.p2pcloud.lightclient.RefusalReason;
import io.p2pcloud.lightclient.TestChain;
import io.p2pcloud.lightclient.TestWorld;
import io.p2pcloud.lightclient.consensus.Fork;
import io.p2pcloud.lightclient.consensus.Network;
import io.p2pcloud.lightclient.consensus.Preset;
import io.p2pcloud.views.session.NetworkState;
import io.p2pcloud.views.session.Proofs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A chain of other people, as the window follows it: chosen, kept, followed again, and started
/// elsewhere when its checkpoint has become too old; over real HTTP.
class FollowedNetworkTest {
    private static final int STALE_EPOCHS = 50;

    private final TestWorld world =
            new TestWorld(
                    71,
                    TestChain.network(Preset.MINIMAL, Map.of(Fork.CAPELLA, 0L, Fork.DENEB, 3L)));

    @TempDir private Path temp = Path.of("");
    private Path data = Path.of("");
    private HttpHost beacon;
    private HttpHost other;
    private HttpHost node;
    private String file = "";
    private ChainFile chosen;
    private LocalLedger ledger;
    private LocalNetwork network;

    @BeforeEach
    void begin() throws Exception {
        world.goTo(100);
        var _ = world.chain.root(8);
        beacon = new HttpHost(world.beacon(true));
        other = new HttpHost(world.beacon(false));
        node = new HttpHost(world.node);
        file = describe(world.chain.network());
        data =
                Files.createDirectory(
                        temp.resolve("data"),
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rwx------")));
        open();
    }

    @AfterEach
    void end() {
        close();
        beacon.close();
        other.close();
        node.close();
    }

    private void open() throws UserError {
        var folders = new Folders(data, temp, temp, temp, temp);
        chosen = new ChainFile(data.resolve("networks/chosen.json"));
        ledger = LocalLedger.open(folders.local(), world);
        network = new LocalNetwork(folders, ledger, chosen, world);
    }

    private void close() {
        network.close();
        ledger.close();
    }

    @Test
    void followsAChainAndGoesOnWithItAtTheNextStart() throws Exception {
        network.watch(choice(world.chain.root(8).toHex()));
        var proofs = watching();
        var following = (Sync.Following) sync(proofs, Sync.Following.class);
        assertThat(following.optimistic().number()).isEqualTo(99);
        assertThat(following.finalized().number()).isEqualTo(80);
        assertThat(proofs.state().get().checkpoint())
                .extracting(Checkpoint::source)
                .isEqualTo(Checkpoint.Source.CHOSEN);
        close();

        world.goTo(150);
        open();
        network.goOn();
        var again = watching();
        assertThat(((Sync.Following) sync(again, Sync.Following.class)).optimistic().number())
                .isEqualTo(149);
        assertThat(again.state().get().checkpoint())
                .extracting(Checkpoint::source)
                .isEqualTo(Checkpoint.Source.OWN_STORE);
        network.stop();
        close();
        open();
        network.goOn();
        assertThat(network.state().get()).isInstanceOf(NetworkState.Unset.class);
        assertThat(new ChainDesk(chosen, world).chosen().orElseThrow().network()).isEqualTo(file);
    }

    @Test
    void startsFromAFreshBlockWhenTheChosenOneIsTooOld() throws Exception {
        world.goTo(100 + STALE_EPOCHS * 8L);
        network.watch(choice(world.chain.root(8).toHex()));
        var proofs = watching();
        var refused = (Sync.Refused) sync(proofs, Sync.Refused.class);
        assertThat(refused.refusal().reason()).isEqualTo(RefusalReason.STALE_CHECKPOINT);
        assertThat(proofs.canStartElsewhere()).isTrue();
        var proposals = proofs.proposals();
        assertThat(proposals).hasSize(1);
        assertThat(proposals.getFirst().isAgreed()).isTrue();
        proofs.startFrom(proposals.getFirst().root());
        var anew =
                ((NetworkState.Watching)
                                await(
                                        network.state(),
                                        it ->
                                                it instanceof NetworkState.Watching(_, var now)
                                                        && !now.equals(proofs)))
                        .proofs();
        sync(anew, Sync.Following.class);
        assertThat(chosen.read().orElseThrow().choice().checkpoint())
                .isEqualTo(proposals.getFirst().root().toHex());
    }

    @Test
    void saysWhyAChoiceCannotBeFollowed() throws Exception {
        network.watch(new ChainChoice(file + "x", List.of(beacon.url()), List.of(), ""));
        var failed =
                (NetworkState.Failed) await(network.state(), NetworkState.Failed.class::isInstance);
        assertThat(failed.sentence()).contains("there is no network or file");
        assertThat(new ChainChoice("devnet", List.of(), List.of(), "").faults())
                .extracting(ChainChoice.Fault::sentence)
                .anyMatch(it -> it.contains("Try it on this computer"));
        assertThat(
                        new ChainChoice(
                                        file,
                                        List.of(beacon.url(), beacon.url() + "/"),
                                        List.of(),
                                        world.chain.root(8).toHex())
                                .faults())
                .extracting(ChainChoice.Fault::sentence)
                .singleElement()
                .asString()
                .contains("is in the list twice");
    }

    @Test
    void triesServersAndComparesABlockBeforeAnythingIsFollowed() throws Exception {
        var desk = new ChainDesk(chosen, world);
        assertThat(desk.test(file, Kind.BEACON, beacon.url()).sentence())
                .contains("serves light clients; it says that slot 80 is finalized");
        assertThat(desk.test(file, Kind.EXECUTION, node.url()).good()).isTrue();
        assertThat(desk.test("sepolia", Kind.EXECUTION, node.url()).sentence())
                .contains("instead of chain 11155111");
        assertThat(desk.test(file, Kind.EXECUTION, beacon.url()).good()).isFalse();
        assertThat(desk.test(file, Kind.BEACON, node.url()).sentence())
                .contains("use a beacon node that serves light clients");
        var gone = node.url();
        node.close();
        assertThat(desk.test(file, Kind.EXECUTION, gone).sentence()).contains("did not answer");
        assertThatThrownBy(() -> desk.test(file, Kind.BEACON, "beacon.example"))
                .hasMessageContaining("begins with http://");
        assertThat(desk.crossCheck(choice(""), world.chain.root(8)).isAgreed()).isTrue();
        assertThat(desk.proposals(choice("")).getFirst().isAgreed()).isTrue();
    }

    @Test
    void countsADamagedChoiceAsNoneAndKeepsIt() throws Exception {
        var path = data.resolve("networks/chosen.json");
        Files.createDirectories(path.getParent());
        Files.writeString(path, "{\"network\": ");
        assertThat(chosen.read()).isEmpty();
        network.goOn();
        assertThat(network.state().get()).isInstanceOf(NetworkState.Unset.class);
        chosen.write(new ChainFile.Chosen(choice(""), false));
        assertThat(path.resolveSibling("chosen.json.damaged")).hasContent("{\"network\": ");
        assertThat(chosen.read().orElseThrow().choice()).isEqualTo(choice(""));
    }

    private ChainChoice choice(String root) {
        return new ChainChoice(file, List.of(beacon.url(), other.url()), List.of(node.url()), root);
    }

    private Proofs watching() throws Exception {
        return ((NetworkState.Watching)
                        await(network.state(), NetworkState.Watching.class::isInstance))
                .proofs();
    }

    private static Sync sync(Proofs proofs, Class<? extends Sync> wanted) throws Exception {
        return await(proofs.state(), it -> wanted.isInstance(it.sync())).sync();
    }

    private static <T> T await(Signal<T> signal, Predicate<T> wanted) throws Exception {
        var found = new CompletableFuture<T>();
        try (var _ =
                signal.subscribe(value -> {
                    if (wanted.test(value)) {
                        found.complete(value);
                    }
                })) {
            return found.get(2, TimeUnit.MINUTES);
        }
    }

    private String describe(Network known) throws IOException {
        var forks = new ArrayList<Map<String, Object>>();
        for (var fork : known.forks()) {
            forks.add(
                    Map.of(
                            "name", fork.fork().apiName(),
                            "version", fork.version().toHex(),
                            "epoch", fork.epoch()));
        }
        var json = new LinkedHashMap<String, Object>();
        json.put("chainId", known.chainId());
        json.put("genesisTime", known.genesisTime().getEpochSecond());
        json.put("genesisValidatorsRoot", known.genesisValidatorsRoot().toHex());
        json.put("preset", known.preset().name().toLowerCase(Locale.ROOT));
        json.put("secondsPerSlot", known.slotTime().toSeconds());
        json.put("forks", forks);
        json.put("weakSubjectivityEpochs", STALE_EPOCHS);
        var path = temp.resolve("private.json");
        Files.writeString(path, Json.write(json));
        return path.toString();
    }
}
