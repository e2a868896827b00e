package io.p2pcloud.lightclient;

import static io.p2pcloud.lightclient.Outcomes.following;
import static io.p2pcloud.lightclient.Outcomes.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.p2pcloud.lightclient.LightClientState.Sync;
import io.p2pcloud.lightclient.consensus.Fork;
import io.p2pcloud.lightclient.consensus.Network;
import io.p2pcloud.lightclient.consensus.NetworkFile;
import io.p2pcloud.lightclient.consensus.SyncProtocol;
import io.p2pcloud.lightclient.consensus.UpdateOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What is kept between runs, and what happens to it in the meantime.
class StoreFileTest {
    private static final Network NETWORK = TestChain.network(Map.of(Fork.ELECTRA, 0L));

    @TempDir private Path folder = Path.of("");
    private Path file = Path.of("");
    private final TestWorld world = new TestWorld(60, NETWORK);

    @BeforeEach
    void save() {
        file = folder.resolve("store.json");
        world.goTo(150);
        following(client(world.checkpoint(8), Checkpoint.Source.RELEASE).sync());
    }

    private LightClient client(Checkpoint checkpoint, Checkpoint.Source source) {
        return world.client(
                new Checkpoint(checkpoint.root(), source),
                file,
                List.of(world.node),
                world.beacon(true));
    }

    @ParameterizedTest
    @EnumSource(
            value = Fork.class,
            names = {"ALTAIR", "CAPELLA", "DENEB", "FULU", "GLOAS"})
    void givesBackWhatItKept(Fork fork) {
        var chain = new TestWorld(61, TestChain.network(Map.of(fork, 0L))).chain;
        var protocol = new SyncProtocol(chain.network());
        var store =
                ((UpdateOutcome.Accepted)
                                protocol.initializeLightClientStore(
                                        chain.root(8), chain.bootstrap(8)))
                        .store();
        store =
                ((UpdateOutcome.Accepted)
                                protocol.processLightClientUpdate(store, chain.update(40), 41))
                        .store();
        var kept = new StoreFile(folder.resolve("other.json"));
        kept.save(chain.network(), store);
        var loaded = kept.load(chain.network()).orElseThrow();
        assertThat(loaded.finalizedHeader().beacon()).isEqualTo(store.finalizedHeader().beacon());
        assertThat(loaded.currentSyncCommittee()).isEqualTo(store.currentSyncCommittee());
        assertThat(loaded.nextSyncCommittee()).isEqualTo(store.nextSyncCommittee());
        assertThat(loaded.currentMaxActiveParticipants()).isEqualTo(32);
        assertThat(kept.load(NetworkFile.builtIn("mainnet"))).isEmpty();
    }

    @Test
    void countsAsAbsentWhereAnyByteIsAnother() throws IOException {
        var good = Files.readAllBytes(file);
        assertThat(new StoreFile(file).load(NETWORK)).isPresent();
        var random = new Random(3);
        try (var _ = new QuietLog(StoreFile.class)) {
            for (int i = 0; i < 500; i++) {
                var damaged = good.clone();
                damaged[random.nextInt(good.length)] ^= (byte) (1 << random.nextInt(8));
                Files.write(file, damaged);
                assertThat(new StoreFile(file).load(NETWORK)).isEmpty();
            }
            Files.write(file, Arrays.copyOf(good, good.length / 2));
            assertThat(new StoreFile(file).load(NETWORK)).isEmpty();
            Files.write(file, new byte[0]);
            assertThat(new StoreFile(file).load(NETWORK)).isEmpty();
        }
    }

    @Test
    void startsFromTheCheckpointWhenTheFileIsDamaged() throws IOException {
        Files.writeString(file, Files.readString(file).replace("\"slot\":\"", "\"slot\":\"1"));
        var client = client(world.checkpoint(8), Checkpoint.Source.RELEASE);
        following(client.sync());
        assertThat(client.state().get().checkpoint())
                .extracting(Checkpoint::source)
                .isEqualTo(Checkpoint.Source.RELEASE);
    }

    @Test
    void isForgottenWhenAnotherCheckpointIsTrusted() {
        var client = client(world.checkpoint(8), Checkpoint.Source.RELEASE);
        following(client.sync());
        assertThat(file).exists();
        client.startFrom(world.checkpoint(16));
        assertThat(file).doesNotExist();
        following(client.sync());
        assertThat(file).exists();
    }

    @Test
    void refusesAStoreThatItsOwnCommitteeDoesNotContinue() {
        // Of a chain that split off: nothing that honest servers have follows from it.
        var other = new TestWorld(62, NETWORK);
        other.goTo(150);
        following(
                other.client(other.checkpoint(8), file, List.of(other.node), other.beacon(true))
                        .sync());
        var client = client(world.checkpoint(8), Checkpoint.Source.RELEASE);
        var sync = client.sync();
        assertThat(refused(sync).reason()).isEqualTo(RefusalReason.INVALID_UPDATE);
        assertThat(((Sync.Refused) sync).last()).isInstanceOf(Sync.Starting.class);
    }
}
