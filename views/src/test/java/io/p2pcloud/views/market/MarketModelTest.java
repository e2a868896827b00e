package io.p2pcloud.views.market;

import static org.assertj.core.api.Assertions.assertThat;

import io.p2pcloud.common.Tier;
import io.p2pcloud.market.Offer;
import io.p2pcloud.views.common.Loading;
import io.p2pcloud.views.example.Example;
import io.p2pcloud.views.example.World;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarketModelTest {
    @TempDir Path temp;
    private World world;
    private final List<Offer> rented = new ArrayList<>();

    @BeforeEach
    void begin() {
        world = new World(temp).connect();
        world.market.fill(60);
    }

    @AfterEach
    void end() {
        world.close();
    }

    private MarketModel model() {
        var model =
                new MarketModel(
                        world.session(),
                        world.services(),
                        _ -> {},
                        World.background(),
                        rented::add);
        model.activate();
        return model;
    }

    private static int all(MarketModel model) {
        return model.rows().size();
    }

    @Test
    void showsWhatIsFreeNowUntilAskedForAll() {
        var model = model();
        assertThat(model.rows()).isNotEmpty().allMatch(OfferLine::isOpen);
        int free = all(model);
        model.clear();
        assertThat(model.rows()).hasSize(180).hasSizeGreaterThan(free);
    }

    @Test
    void filtersByProtectionRegionSizeAndWords() {
        var model = model();
        model.protection.set(Protection.STANDARD);
        assertThat(model.rows()).isNotEmpty().allMatch(it -> it.tier() == Tier.STANDARD);
        model.region.set("fr-par");
        assertThat(model.rows()).isNotEmpty().allMatch(it -> it.region().equals("fr-par"));
        model.vcpu.set(2);
        model.memoryMib.set(8192);
        assertThat(model.rows())
                .isNotEmpty()
                .allMatch(it -> it.offer().unit().vcpu() >= 2)
                .allMatch(it -> it.offer().unit().memoryMib() >= 8192);
        model.clear();
        model.words.set("FI-HEL " + Example.PROVIDER.checksummed().substring(0, 8));
        assertThat(model.rows())
                .hasSize(3)
                .allMatch(it -> it.offer().provider().equals(Example.PROVIDER))
                .allMatch(model::isOwn);
        model.words.set("no such provider");
        assertThat(model.rows()).isEmpty();
        assertThat(model.found().get().cheapest()).isEmpty();
    }

    @Test
    void narrowsThePriceAndCountsOnAScaleThatStaysTheSame() {
        var model = model();
        model.clear();
        var scale = model.found().get().scale();
        assertThat(scale.counts().stream().mapToInt(Integer::intValue).sum()).isEqualTo(180);
        model.from.set(12);
        model.to.set(24);
        assertThat(model.rows())
                .isNotEmpty()
                .allMatch(it -> it.offer().price().compareTo(scale.edge(12)) >= 0)
                .allMatch(it -> it.offer().price().compareTo(scale.edge(24)) <= 0);
        assertThat(model.found().get().fitting()).isEqualTo(180);
        assertThat(model.found().get().inRange()).isEqualTo(all(model));
        assertThat(model.found().get().scale()).isEqualTo(scale);
        model.to.set(PriceScale.STEPS);
        model.from.set(0);
        assertThat(model.rows()).hasSize(180);
    }

    @Test
    void listsEveryRegionOnce() {
        assertThat(model().regions())
                .containsExactly("", "at-vie", "de-fra", "ee-tll", "fi-hel", "fr-par");
    }

    @Test
    void keepsTheChosenOfferWhileItIsOnScreen() {
        var model = model();
        var line = model.rows().get(4);
        model.choose(line);
        model.look();
        assertThat(model.chosen().get()).contains(line);
        model.words.set("no such provider");
        assertThat(model.chosen().get()).isEmpty();
    }

    @Test
    void rentsTheChosenOffer() {
        var model = model();
        model.rent();
        assertThat(rented).isEmpty();
        model.choose(model.rows().getFirst());
        model.rent();
        assertThat(rented).containsExactly(model.rows().getFirst().offer());
    }

    @Test
    void saysWhyItCouldNotBeReadAndKeepsWhatWasRead() {
        world.market.broken = "The chain does not answer.";
        var model = model();
        assertThat(model.book().get()).isInstanceOf(Loading.Failed.class);
        world.market.broken = null;
        model.look();
        assertThat(model.rows()).isNotEmpty();
        world.market.broken = "The chain does not answer.";
        model.look();
        assertThat(model.rows()).isNotEmpty();
        assertThat(model.stale().get().map(it -> it.sentence()))
                .contains("The chain does not answer.");
        world.market.broken = null;
        model.look();
        assertThat(model.stale().get()).isEmpty();
    }
}
