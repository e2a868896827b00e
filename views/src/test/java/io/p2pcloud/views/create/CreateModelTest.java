package io.p2pcloud.views.create;

import static org.assertj.core.api.Assertions.assertThat;

import io.p2pcloud.common.FirstBoot;
import io.p2pcloud.common.Tier;
import io.p2pcloud.market.ComputeUnit;
import io.p2pcloud.tenant.Candidates;
import io.p2pcloud.tenant.Candidates.Requirement;
import io.p2pcloud.tenant.ServerId;
import io.p2pcloud.tenant.ServerSpec.Mode;
import io.p2pcloud.views.common.Loading;
import io.p2pcloud.views.example.Example;
import io.p2pcloud.views.example.World;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CreateModelTest {
    @TempDir Path temp;
    private World world;
    private final List<ServerId> created = new ArrayList<>();

    @BeforeEach
    void begin() {
        world = new World(temp).connect();
    }

    @AfterEach
    void end() {
        world.close();
    }

    private CreateModel model() {
        var model =
                new CreateModel(
                        world.session(), world.services(), World.background(), created::add);
        model.activate();
        return model;
    }

    private static Candidates found(CreateModel model) {
        return ((Loading.Ready<Candidates>) model.answer().get()).value();
    }

    @Test
    void fillsInTheFirstServerSoThatItCanBeTaken() {
        world.servers.offers.add(Example.offer(1, Example.UNIT, "4.23", 4, 0));
        var model = model();
        assertThat(model.draft().preset.get()).isEqualTo(Preset.MEDIUM);
        assertThat(model.draft().name.get()).isEqualTo("my-first-server");
        assertThat(model.draft().key.get()).isEqualTo(Example.KEY);
        assertThat(found(model).fits()).hasSize(1);
        assertThat(model.obstacle().get()).isEmpty();
    }

    @Test
    void fitsItselfToWhatASmallComputerOffers() {
        world.servers.offers.add(
                Example.offer(1, new ComputeUnit(1, 768, 4, 100, Tier.STANDARD), "1.10", 1, 0));
        var model = model();
        assertThat(model.draft().preset.get()).isEqualTo(Preset.CUSTOM);
        assertThat(model.draft().memoryMib.get()).isEqualTo(768);
        assertThat(model.obstacle().get()).isEmpty();
    }

    @Test
    void goesOnWithItsOwnKeyWhereTheUserHasNone() {
        world.servers.keys.clear();
        assertThat(model().draft().key.get()).isEqualTo(Example.OWN_KEY);
    }

    @Test
    void saysWhichRequirementRulesOffersOut() {
        world.servers.offers.add(Example.offer(1, Example.UNIT, "4.23", 4, 0));
        var model = model();
        model.draft().preset.set(Preset.LARGE);
        assertThat(found(model).ruledOut()).containsEntry(Requirement.VCPU, 1);
        assertThat(model.obstacle().get()).startsWith("Nobody can take this now.");
        model.goOn();
        assertThat(model.review().get()).isEmpty();
    }

    @Test
    void asksForConfidentialMachinesWhereTheUserWantsOne() {
        var confidential = new ComputeUnit(2, 2048, 20, 100, Tier.CONFIDENTIAL);
        world.servers.offers.add(Example.offer(1, Example.UNIT, "4.23", 4, 0));
        world.servers.offers.add(Example.offer(2, confidential, "6.10", 4, 0));
        var model = model();
        assertThat(found(model).ruledOut()).containsEntry(Requirement.TIER, 1);
        assertThat(model.bestFor(Preset.MEDIUM)).contains(Example.perMonth("4.23"));

        model.draft().tier.set(Tier.CONFIDENTIAL);
        assertThat(model.bestFor(Preset.MEDIUM)).contains(Example.perMonth("6.10"));
        model.goOn();
        model.confirm();
        var spec = Objects.requireNonNull(world.servers.confirmed).spec();
        assertThat(spec.unit().tier()).isEqualTo(Tier.CONFIDENTIAL);
        assertThat(spec.priceCap()).isEqualTo(Example.perMonth("6.10"));
    }

    @Test
    void takesTheTierOfAnOfferThatWasChosen() {
        var offer =
                Example.offer(
                        2, new ComputeUnit(2, 2048, 20, 100, Tier.CONFIDENTIAL), "6.10", 4, 0);
        world.servers.offers.add(offer);
        var model =
                new CreateModel(
                        world.session(), world.services(), World.background(), created::add);
        model.want(offer);
        model.activate();
        assertThat(model.draft().tier.get()).isEqualTo(Tier.CONFIDENTIAL);
        assertThat(found(model).fits()).hasSize(1);
        assertThat(model.obstacle().get()).isEmpty();
    }

    @Test
    void holdsTheUserToAPriceCapThatIsANumber() {
        world.servers.offers.add(Example.offer(1, Example.UNIT, "4.23", 4, 0));
        var model = model();
        model.draft().capPerMonth.set("cheap");
        assertThat(model.obstacle().get()).contains("\"cheap\" is not an amount");
        model.draft().capPerMonth.set("4,00");
        assertThat(found(model).ruledOut()).containsEntry(Requirement.PRICE, 1);
        model.draft().capPerMonth.set("4.50");
        assertThat(model.obstacle().get()).isEmpty();
    }

    @Test
    void signsTheBestPriceAsTheCapWhereTheUserNamesNone() {
        world.servers.offers.add(Example.offer(1, Example.UNIT, "4.23", 4, 0));
        var model = model();
        model.goOn();
        model.confirm();
        var spec = Objects.requireNonNull(world.servers.confirmed).spec();
        assertThat(spec.priceCap()).isEqualTo(Example.perMonth("4.23"));
        assertThat(spec.deposit())
                .isEqualTo(
                        Example.perMonth("4.23")
                                .cost(Duration.ofDays(30), java.math.RoundingMode.UP));
        assertThat(spec.authorizedKeys()).containsExactly(Example.KEY);
        assertThat(created).containsExactly(Example.server(9));
    }

    @Test
    void takesNamesWithBlanksOrCommasBetweenThem() {
        world.servers.offers.add(Example.offer(1, Example.UNIT, "4.23", 4, 0));
        var model = model();
        model.draft().users.set("ada, bob");
        model.draft().packages.set("git  g++");
        model.goOn();
        model.confirm();
        assertThat(Objects.requireNonNull(world.servers.confirmed).spec().firstBoot())
                .isEqualTo(new FirstBoot(List.of("ada", "bob"), List.of("git", "g++"), ""));
    }

    @Test
    void saysWhatIsNoUsersName() {
        world.servers.offers.add(Example.offer(1, Example.UNIT, "4.23", 4, 0));
        var model = model();
        model.draft().users.set("Ada");
        assertThat(model.obstacle().get()).contains("\"Ada\" does not");
    }

    @Test
    void waitsForBidsOnlyWithAPriceCap() {
        var model = model();
        model.draft().mode.set(Mode.WAIT_FOR_BIDS);
        assertThat(model.obstacle().get()).contains("needs a price cap");
        model.draft().capPerMonth.set("6");
        assertThat(model.obstacle().get()).isEmpty();
    }

    @Test
    void refusesANameThatIsNoHostName() {
        world.servers.offers.add(Example.offer(1, Example.UNIT, "4.23", 4, 0));
        var model = model();
        model.draft().name.set("My Server");
        assertThat(model.obstacle().get()).contains("lower-case letters");
    }

    @Test
    void refusesWhatIsNoPublicKey() {
        world.servers.offers.add(Example.offer(1, Example.UNIT, "4.23", 4, 0));
        var model = model();
        model.draft().key.set("-----BEGIN OPENSSH PRIVATE KEY-----");
        assertThat(model.obstacle().get()).contains("private key");
        model.draft().key.set(" ");
        assertThat(model.obstacle().get()).contains("SSH key");
    }

    @Test
    void saysWhatToDoWhenTheChainDoesNotAnswer() {
        world.servers.broken = "The chain does not answer: start it again.";
        var model = model();
        assertThat(model.answer().get()).isInstanceOf(Loading.Failed.class);
        world.servers.broken = null;
        model.ask();
        assertThat(model.answer().get()).isInstanceOf(Loading.Ready.class);
    }

    @Test
    void keepsTheDraftWhenTheUserGoesBackFromTheReview() {
        world.servers.offers.add(Example.offer(1, Example.UNIT, "4.23", 4, 0));
        var model = model();
        model.draft().name.set("shop");
        model.goOn();
        assertThat(model.review().get()).isPresent();
        model.goBack();
        assertThat(model.review().get()).isEmpty();
        assertThat(model.draft().name.get()).isEqualTo("shop");
    }

    @Test
    void namesTheNextServerAnew() {
        world.servers.all.set(
                List.of(Example.running(1, "my-first-server"), Example.running(2, "server-3")));
        assertThat(model().draft().name.get()).isEqualTo("server-4");
    }
}
