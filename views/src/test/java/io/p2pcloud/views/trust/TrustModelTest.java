package io.p2pcloud.views.trust;

import static org.assertj.core.api.Assertions.assertThat;

import io.p2pcloud.common.Bytes32;
import io.p2pcloud.views.common.Tone;
import io.p2pcloud.views.example.FakeProofs;
import io.p2pcloud.views.example.World;
import io.p2pcloud.views.trust.TrustShown.EndpointLine;
import io.p2pcloud.views.trust.TrustShown.Hop;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustModelTest {
    @TempDir Path temp;
    private World world;

    @BeforeEach
    void begin() {
        world = new World(temp);
    }

    @AfterEach
    void end() {
        world.close();
    }

    private TrustModel model() {
        var model = new TrustModel(world.services(), World.background());
        model.activate();
        return model;
    }

    @Test
    void hasNothingToProveWithoutANetwork() {
        var model = model();
        assertThat(model.shown().get().standing()).isEqualTo(Standing.NO_NETWORK);
        model.startNetwork();
        assertThat(world.acts).containsExactly("try here");
    }

    @Test
    void leadsFromTheCheckpointToTheFigures() {
        world.connect();
        world.proofs.fill();
        var shown = model().shown().get();
        assertThat(shown.standing()).isEqualTo(Standing.PROVEN);
        assertThat(shown.sentence()).isEmpty();
        assertThat(shown.hops())
                .extracting(Hop::value)
                .containsExactly(
                        shown.hops().getFirst().value(),
                        "12\u202f204\u202f254",
                        "12\u202f204\u202f318",
                        "40 of 42");
        assertThat(shown.hops().getFirst().whole()).isEqualTo(FakeProofs.ROOT.toHex());
        assertThat(shown.hops().get(1).when()).endsWith("13\u00a0min ago");
        assertThat(shown.hops().getFirst().link()).isEqualTo("sync committee, 482 of 512 signed");
        assertThat(shown.counts().finalized()).isEqualTo(39);
        assertThat(shown.counts().optimistic()).isEqualTo(1);
        assertThat(shown.unproven()).contains("too many figures");
        assertThat(shown.kinds())
                .filteredOn(it -> !it.whole())
                .extracting(TrustShown.KindLine::share)
                .containsExactly("0 of 2");
    }

    @Test
    void tellsWhoLiedWhoIsSlowAndWhatWasRefused() {
        world.connect();
        var shown = model().shown().get();
        assertThat(shown.endpoints())
                .extracting(EndpointLine::tone)
                .containsExactly(
                        Tone.SUCCESS, Tone.SUCCESS, Tone.SUCCESS, Tone.DANGER, Tone.WARNING);
        assertThat(shown.endpoints().get(3).state()).startsWith("set aside until");
        assertThat(shown.endpoints().get(4).state()).startsWith("slow, used last until");
        assertThat(shown.refusals()).hasSize(1);
        assertThat(shown.refusals().getFirst().sentence()).contains("free-rpc.example");
        assertThat(shown.answers()).contains("71\u202f266").contains("1 were refused");
    }

    @Test
    void keepsWhatWasProvenWhenNobodyAnswers() {
        world.connect();
        world.proofs.state.set(FakeProofs.unreachable());
        var shown = model().shown().get();
        assertThat(shown.standing()).isEqualTo(Standing.OFFLINE);
        assertThat(shown.sentence()).contains("no route to host");
        assertThat(shown.hops().get(1).value()).isEqualTo("12\u202f204\u202f254");
    }

    @Test
    void showsNothingAsProvenFromAStaleCheckpoint() {
        world.connect();
        world.proofs.fill();
        world.proofs.state.set(FakeProofs.stale());
        var shown = model().shown().get();
        assertThat(shown.standing()).isEqualTo(Standing.STALE);
        assertThat(shown.sentence()).contains("older than 15 days");
        assertThat(shown.hops().get(1).value()).isEqualTo("none");
        assertThat(shown.hops().get(2).value()).isEqualTo("none");
        assertThat(shown.hops().get(3).value()).isEqualTo("0 of 42");
        assertThat(shown.kinds()).noneMatch(TrustShown.KindLine::whole);
    }

    @Test
    void trustsAPastedBlockOnlyAfterServersWereAsked() {
        world.connect();
        world.proofs.elsewhere = true;
        var model = model();
        model.trust();
        assertThat(world.proofs.acts).isEmpty();
        model.pasted().set("0x1234");
        model.compare();
        assertThat(model.comparison().get().tone()).isEqualTo(Tone.DANGER);
        assertThat(world.proofs.acts).isEmpty();

        var root = Bytes32.ofNumber(77);
        model.pasted().set("  " + root.toHex() + "\n");
        model.compare();
        assertThat(model.comparison().get().root()).contains(root);
        assertThat(model.comparison().get().words()).contains("2 of 3 servers");
        model.trust();
        assertThat(world.proofs.acts).containsExactly("compare " + root, "start from " + root);
        assertThat(model.pasted().get()).isEmpty();
    }

    @Test
    void trustsNoBlockThatNoServerKnows() {
        world.connect();
        world.proofs.vouchers = List.of();
        var model = model();
        model.pasted().set(FakeProofs.ROOT.toHex());
        model.compare();
        assertThat(model.comparison().get().root()).isEmpty();
        assertThat(model.comparison().get().tone()).isEqualTo(Tone.DANGER);
        model.trust();
        assertThat(world.proofs.acts).hasSize(1);
        model.propose();
        assertThat(model.comparison().get().words()).startsWith("No server proposes");
    }

    @Test
    void proposesWhatMostServersKnow() {
        world.connect();
        var model = model();
        model.propose();
        assertThat(model.pasted().get()).isEqualTo(FakeProofs.ROOT.toHex());
        assertThat(model.comparison().get().tone()).isEqualTo(Tone.SUCCESS);
    }
}
