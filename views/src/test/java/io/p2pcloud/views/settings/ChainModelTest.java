package io.p2pcloud.views.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.p2pcloud.lightclient.ChainChoice;
import io.p2pcloud.lightclient.ChainChoice.Field;
import io.p2pcloud.lightclient.EndpointRecord.Kind;
import io.p2pcloud.views.common.Tone;
import io.p2pcloud.views.example.FakeProofs;
import io.p2pcloud.views.example.World;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChainModelTest {
    private static final String BEACON = "https://beacon.example";
    private static final String NODE = "https://rpc.example/key";

    @TempDir Path temp;
    private World world;
    private final List<String> said = new ArrayList<>();

    @BeforeEach
    void begin() {
        world = new World(temp);
    }

    @AfterEach
    void end() {
        world.close();
    }

    private ChainModel model() {
        var model =
                new ChainModel(world.services(), World.background(), (_, words) -> said.add(words));
        model.activate();
        return model;
    }

    @Test
    void saysAtEachPartWhatKeepsItFromBeingFollowed() {
        var model = model();
        model.network().set(ChainModel.FILE);
        model.file().set(temp.resolve("none.json").toString());
        model.add(Kind.EXECUTION, "rpc.example");
        model.checkpoint().set("0x12");
        model.follow();
        assertThat(model.fault(Field.NETWORK).orElseThrow()).contains("none.json");
        assertThat(model.fault(Field.BEACONS).orElseThrow()).contains("Add a beacon node");
        assertThat(model.fault(Field.EXECUTIONS).orElseThrow()).contains("http://");
        assertThat(model.fault(Field.CHECKPOINT).orElseThrow()).contains("64 hexadecimal digits");
        assertThat(world.acts).isEmpty();
    }

    @Test
    void addsTestsAndRemovesServers() {
        var model = model();
        model.add(Kind.BEACON, " " + BEACON + " ");
        model.add(Kind.BEACON, BEACON);
        model.add(Kind.BEACON, "https://gone.invalid");
        model.add(Kind.BEACON, "  ");
        assertThat(model.servers().get())
                .extracting(it -> it.tried().orElseThrow().good())
                .containsExactly(true, false);
        assertThat(said).containsExactly(BEACON + " is in the list already.");
        world.chains.broken = "no network is called nowhere";
        model.test(Kind.BEACON, BEACON);
        assertThat(model.servers().get().getFirst().tried().orElseThrow().sentence())
                .contains("no network is called nowhere");
        model.remove(Kind.BEACON, BEACON);
        assertThat(model.servers().get()).hasSize(1);
        assertThat(model.busy().get()).isFalse();
    }

    @Test
    void comparesABlockAmongTheServersBeforeItIsTrusted() {
        var model = model();
        model.checkpoint().set("0x12");
        model.compare();
        assertThat(model.comparison().get().tone()).isEqualTo(Tone.DANGER);
        model.propose();
        assertThat(model.comparison().get().words()).contains("No server proposes");
        model.add(Kind.BEACON, BEACON);
        model.add(Kind.BEACON, "https://other.example");
        model.propose();
        assertThat(model.checkpoint().get()).isEqualTo(FakeProofs.ROOT.toHex());
        assertThat(model.comparison().get().tone()).isEqualTo(Tone.SUCCESS);
        model.checkpoint().set("0x" + "12".repeat(32));
        model.compare();
        assertThat(model.comparison().get().words()).startsWith("None of 2 servers");
    }

    @Test
    void followsWhatIsCompleteAndRemembersIt() {
        var model = model();
        model.network().set("hoodi");
        model.add(Kind.BEACON, BEACON);
        model.add(Kind.EXECUTION, NODE);
        model.propose();
        model.follow();
        assertThat(world.chains.chosen)
                .isEqualTo(
                        new ChainChoice(
                                "hoodi", List.of(BEACON), List.of(NODE), FakeProofs.ROOT.toHex()));
        assertThat(model.followed().get()).contains("hoodi");
        var later = model();
        assertThat(later.network().get()).isEqualTo("hoodi");
        assertThat(later.checkpoint().get()).isEqualTo(FakeProofs.ROOT.toHex());
        assertThat(later.servers().get())
                .extracting(ChainModel.Server::address)
                .containsExactly(BEACON, NODE);
        later.stopFollowing();
        assertThat(later.followed().get()).isEmpty();
    }

    @Test
    void forgetsTrialsForAnotherNetwork() {
        var model = model();
        model.add(Kind.BEACON, BEACON);
        model.network().set("sepolia");
        assertThat(model.servers().get().getFirst().tried()).isEmpty();
    }
}
