package io.p2pcloud.views.provide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.p2pcloud.common.Tier;
import io.p2pcloud.common.TokenAmount;
import io.p2pcloud.history.EntryFilter;
import io.p2pcloud.history.Role;
import io.p2pcloud.market.OfferId;
import io.p2pcloud.provider.Readiness;
import io.p2pcloud.views.common.Loading;
import io.p2pcloud.views.common.Notices;
import io.p2pcloud.views.common.Page;
import io.p2pcloud.views.common.Place;
import io.p2pcloud.views.example.Example;
import io.p2pcloud.views.example.ExampleLedger;
import io.p2pcloud.views.example.FakeHosting;
import io.p2pcloud.views.example.World;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProvideModelTest {
    @TempDir Path temp;
    private World world;
    private final List<Place> places = new ArrayList<>();
    private final List<String> said = new ArrayList<>();
    private final Notices notices = (_, words) -> said.add(words);

    @BeforeEach
    void begin() {
        world = new World(temp).connect();
    }

    @AfterEach
    void end() {
        world.close();
    }

    private ProvideModel model() {
        var model =
                new ProvideModel(
                        world.session(),
                        world.services(),
                        places::add,
                        World.background(),
                        notices);
        model.activate();
        return model;
    }

    @Test
    void beginsWithTheCheckWhereNothingIsOffered() {
        assertThat(model().checking().get()).isTrue();
        world.hosting.state.set(FakeHosting.running());
        assertThat(model().checking().get()).isFalse();
    }

    @Test
    void saysWhatListingPutsAtStakeAndLeadsOnToAServer() {
        var model = model();
        model.examine();
        assertThat(model.listing().get().orElseThrow().stake()).isEqualTo(Example.money("100"));
        model.create();
        assertThat(places).containsExactly(Place.of(Page.CREATE));
    }

    @Test
    void sumsUpWhatAllLeasesPaidAlsoThoseThatAreOver() {
        ExampleLedger.fill(world.ledger);
        var ours = EntryFilter.ALL.as(Role.PROVIDER);
        assertThat(model().earned().get())
                .isEqualTo(world.ledger.totals(ours).earned())
                .isNotEqualTo(TokenAmount.ZERO);
    }

    @Test
    void suggestsAListingOnceTheComputerWasChecked() {
        var model = model();
        assertThat(model.listing().get()).isEmpty();
        model.examine();
        assertThat(model.check().get().orElseThrow()).isInstanceOf(Loading.Ready.class);
        assertThat(model.listing().get().orElseThrow().perMonth.get()).isEqualTo("4.23");
    }

    @Test
    void listsWhatTheOwnerFilledInAndShowsIt() {
        var model = model();
        model.examine();
        var form = model.listing().get().orElseThrow();
        form.count.set(2);
        form.perMonth.set("5,00");
        model.list();
        var listed = Objects.requireNonNull(world.hosting.listed);
        assertThat(listed.count()).isEqualTo(2);
        assertThat(listed.price()).isEqualTo(Example.perMonth("5"));
        assertThat(listed.collateral()).isEqualTo(Example.money("0.5"));
        assertThat(model.checking().get()).isFalse();
        assertThat(said).containsExactly("The offer is on the market.");
    }

    @Test
    void listsAsStandardOnlyWhatTheOwnerOfABetterComputerWantsSo() {
        world.hosting.best = Tier.CONFIDENTIAL;
        var model = model();
        model.examine();
        var form = model.listing().get().orElseThrow();
        assertThat(form.terms().unit().tier()).isEqualTo(Tier.CONFIDENTIAL);
        form.tier.set(Tier.STANDARD);
        model.list();
        assertThat(Objects.requireNonNull(world.hosting.listed).unit().tier())
                .isEqualTo(Tier.STANDARD);
    }

    @Test
    void offersNoProtectionThatTheComputerLacks() {
        var model = model();
        model.examine();
        assertThat(model.listing().get().orElseThrow().tiers()).containsExactly(Tier.STANDARD);
    }

    @Test
    void refusesAPriceThatIsNone() {
        var model = model();
        model.examine();
        var form = model.listing().get().orElseThrow();
        form.perMonth.set("lots");
        model.list();
        assertThat(said.getLast()).contains("\"lots\" is not an amount");
        form.perMonth.set("0");
        assertThatThrownBy(form::terms).hasMessageContaining("zero");
        assertThat(world.hosting.listed).isNull();
    }

    @Test
    void saysWhyAComputerCannotBeExamined() {
        world.hosting.broken = "QEMU is missing: install qemu-system-x86.";
        var model = model();
        model.examine();
        var failed = (Loading.Failed<Readiness>) model.check().get().orElseThrow();
        assertThat(failed.problem().sentence()).contains("install qemu-system-x86");
    }

    @Test
    void saysWhyNothingWasListedAndLetsTheOwnerTryAgain() {
        var model = model();
        model.examine();
        world.hosting.broken = "The chain does not answer.";
        model.list();
        assertThat(said).containsExactly("The chain does not answer.");
        assertThat(model.busy().get()).isFalse();
        assertThat(model.checking().get()).isTrue();
    }

    @Test
    void carriesOutTheOwnersActs() {
        world.hosting.state.set(FakeHosting.running());
        var model = model();
        model.acceptLeases(false);
        model.withdrawOffer(new OfferId(1));
        model.confirmNow(Example.lease(1));
        model.withdraw();
        assertThat(world.hosting.acts)
                .containsExactly(
                        "accept false",
                        "withdraw offer 1",
                        "confirm " + Example.lease(1),
                        "withdraw");
        assertThat(model.state().get().acceptingLeases()).isFalse();
        assertThat(said).containsExactly("6.20\u00a0USDC moved to your account.");
    }
}
