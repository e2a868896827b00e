package io.p2pcloud.views.home;

import static org.assertj.core.api.Assertions.assertThat;

import io.p2pcloud.chain.Figures;
import io.p2pcloud.chain.Trust;
import io.p2pcloud.history.EntryKind;
import io.p2pcloud.provider.HostingSnapshot;
import io.p2pcloud.views.common.Machines;
import io.p2pcloud.views.common.Page;
import io.p2pcloud.views.common.Place;
import io.p2pcloud.views.common.Tone;
import io.p2pcloud.views.example.Example;
import io.p2pcloud.views.example.ExampleLedger;
import io.p2pcloud.views.example.FakeHosting;
import io.p2pcloud.views.example.FakeProofs;
import io.p2pcloud.views.example.World;
import io.p2pcloud.views.session.AccountLine;
import io.p2pcloud.views.session.ChainStatus;
import io.p2pcloud.views.session.NetworkState;
import io.p2pcloud.views.wallet.WalletModel;
import io.p2pcloud.views.welcome.WelcomeModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeModelsTest {
    @TempDir Path temp;
    private World world;
    private final List<Place> places = new ArrayList<>();

    @BeforeEach
    void begin() {
        world = new World(temp);
    }

    @AfterEach
    void end() {
        world.close();
    }

    private static Optional<HostingSnapshot> hosting() {
        return Optional.of(FakeHosting.running());
    }

    @Test
    void putsAFailedLaunchBeforeEverythingElse() {
        var health =
                Health.of(
                        List.of(Example.running(1, "shop"), Example.failed(2, "mail")),
                        true,
                        hosting());
        assertThat(health.tone()).isEqualTo(Tone.DANGER);
        assertThat(health.words()).isEqualTo("mail did not start.");
    }

    @Test
    void warnsAWeekBeforeTheMoneyEnds() {
        var health = Health.of(List.of(Example.stopped(1, "build-runner")), true, hosting());
        assertThat(health.tone()).isEqualTo(Tone.WARNING);
        assertThat(health.words()).contains("6\u00a0d 4\u00a0h");
    }

    @Test
    void leadsANewcomerFromOfferToServer() {
        assertThat(Health.of(List.of(), false, Optional.of(FakeHosting.NOTHING)).page())
                .contains(Page.PROVIDE);
        assertThat(Health.of(List.of(), false, hosting()).words()).contains("first server");
    }

    @Test
    void doesNotGreetWhoClosedAServerAsANewcomer() {
        assertThat(Health.of(List.of(), true, hosting()).words())
                .isEqualTo("Everything is ready for your next server.");
    }

    @Test
    void countsAMachineWhoseLeaseIsOverAsNeitherLeasedNorFree() {
        var all = FakeHosting.running();
        var offer = Example.offer(1, Example.UNIT, "4.23", 2, 1);
        var state =
                new HostingSnapshot(
                        all.readiness(),
                        List.of(offer),
                        List.of(),
                        all.credit(),
                        true,
                        Optional.empty());
        assertThat(Machines.of(state)).isEqualTo(new Machines(0, 1, 1));
        assertThat(Machines.of(all)).isEqualTo(new Machines(3, 4, 0));
        var used =
                new HostingSnapshot(
                        all.readiness(),
                        List.of(Example.offer(1, Example.UNIT, "4.23", 1, 1)),
                        List.of(),
                        all.credit(),
                        true,
                        Optional.empty());
        var health = Health.of(List.of(), true, Optional.of(used));
        assertThat(health.page()).contains(Page.PROVIDE);
        assertThat(health.words()).contains("let once");
    }

    @Test
    void saysThatEverythingRuns() {
        var health = Health.of(List.of(Example.running(1, "shop")), true, hosting());
        assertThat(health.tone()).isEqualTo(Tone.SUCCESS);
        assertThat(health.page()).isEmpty();
    }

    @Test
    void gathersFiguresFromAllServices() {
        world.connect();
        world.hosting.state.set(FakeHosting.running());
        world.servers.all.set(List.of(Example.running(1, "shop"), Example.closed(2, "old")));
        ExampleLedger.fill(world.ledger);
        var model = new HomeModel(world.services(), places::add, World.background());
        model.activate();
        assertThat(model.servers().get()).hasSize(1);
        assertThat(model.hosting().get()).isPresent();
        assertThat(model.free())
                .isEqualTo(
                        world.session().purse().accounts().get().stream()
                                .filter(it -> it.use() == AccountLine.Use.TENANT)
                                .findFirst()
                                .orElseThrow()
                                .free());
        assertThat(model.proven().get()).isPresent();
        assertThat(model.events().get())
                .hasSize(7)
                .noneMatch(it -> it.entry().kind() == EntryKind.GAS);
        model.open(model.servers().get().getFirst());
        assertThat(places).containsExactly(Place.of(Example.server(1)));
    }

    private HomeModel home() {
        var model = new HomeModel(world.services(), places::add, World.background());
        model.activate();
        return model;
    }

    private ProvenFigures proven() {
        return home().proven().get().orElseThrow();
    }

    @Test
    void countsWhatIsProvenAndNamesTheFinalizedBlock() {
        world.connect();
        assertThat(proven().proven()).isEqualTo("-");
        var finalized = new Trust.ProvenFinalized(Example.head().value());
        world.proofs.figures.note(Figures.Kind.BALANCE, "free", finalized, "");
        var calm = proven();
        assertThat(calm.proven() + " " + calm.of()).isEqualTo("1 of 1");
        assertThat(calm.line()).isEqualTo("Proven, block 12\u202f204\u202f254");
        // An act moves the figure to the head: it is proven there too, and nothing flickers.
        var head = new Trust.ProvenOptimistic(Example.head().value());
        world.proofs.figures.note(Figures.Kind.BALANCE, "free", head, "");
        assertThat(proven()).isEqualTo(calm);
    }

    @Test
    void tellsWhatIsTakenFromAServerAndWhatIsOld() {
        world.connect();
        world.proofs.fill();
        assertThat(proven().of()).isEqualTo("of 42");
        assertThat(proven().line()).isEqualTo("2 taken from a server");
        assertThat(proven().tone()).isEqualTo(Tone.WARNING);
        world.proofs.state.set(FakeProofs.stale());
        assertThat(proven().proven()).isEqualTo("0");
        assertThat(proven().line()).isEqualTo("Unproven");
        world.chain.set(new ChainStatus.Lost(Example.head(), Example.NOW, "No route to host."));
        assertThat(proven().line()).startsWith("As of block");
    }

    @Test
    void startsTheNetworkFromTheWelcomePageAndGoesHome() {
        var model = new WelcomeModel(world.services(), places::add, World.background());
        model.activate();
        assertThat(model.facts().get()).hasSize(4);
        model.tryHere();
        assertThat(model.network().get()).isInstanceOf(NetworkState.Starting.class);
        assertThat(places).isEmpty();
        world.connect();
        assertThat(places).containsExactly(Place.of(Page.HOME));
        assertThat(world.get().welcomed()).isTrue();
    }

    @Test
    void letsANewcomerTryAgainAfterAFailedStart() {
        var model = new WelcomeModel(world.services(), places::add, World.background());
        model.activate();
        model.tryHere();
        world.network.set(new NetworkState.Failed("Port 8545 is used.", "PORT"));
        assertThat(model.network().get()).isInstanceOf(NetworkState.Failed.class);
        model.tryHere();
        assertThat(world.acts).containsExactly("try here", "try here");
    }

    @Test
    void movesCreditToTheAccountItBelongsTo() {
        world.connect();
        var said = new ArrayList<String>();
        var model =
                new WalletModel(
                        world.session(),
                        world.services(),
                        World.background(),
                        (_, words) -> said.add(words));
        model.activate();
        assertThat(model.accounts().get()).hasSize(2);
        model.withdraw(Example.PROVIDER);
        assertThat(world.acts).containsExactly("withdraw " + Example.PROVIDER);
        assertThat(said).containsExactly("6.20\u00a0USDC moved to your account.");
        assertThat(model.busy().get()).isFalse();
    }
}
