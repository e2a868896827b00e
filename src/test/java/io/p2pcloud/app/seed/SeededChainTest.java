package io.p2pcloud.app.seed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.p2pcloud.chain.BlockTag;
import io.p2pcloud.chain.Chain;
import io.p2pcloud.chain.HttpJsonRpc;
import io.p2pcloud.chain.NonceJournal;
import io.p2pcloud.chain.SendPolicy;
import io.p2pcloud.chain.Transactions;
import io.p2pcloud.devnet.Devnet;
import io.p2pcloud.devnet.DevnetPlace;
import io.p2pcloud.journey.RequiredTools;
import io.p2pcloud.market.ContractMarketplace;
import io.p2pcloud.market.Lease;
import io.p2pcloud.market.LeaseHistory;
import io.p2pcloud.market.LeaseState;
import io.p2pcloud.market.MarketEvents;
import io.p2pcloud.market.OfferBook;
import io.p2pcloud.market.Provider;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A market with a past, made and then used as any other.
class SeededChainTest {
    private static final int OFFERS = 12;

    @TempDir Path temp;

    private SeededChain chain() {
        return new SeededChain(
                temp.resolve("chain"),
                RequiredTools.folders(temp).install(),
                "",
                InstantSource.system());
    }

    @Test
    void makesAMarketWhoseEveryHistoryIsWhole() {
        RequiredTools.anvil();
        var told = new ArrayList<String>();
        chain().make(OFFERS, told::add);
        assertThat(told).hasSizeGreaterThan(SeedPlan.EPOCHS);
        var place =
                new DevnetPlace(
                        temp.resolve("chain"),
                        RequiredTools.folders(temp).install(),
                        OptionalInt.empty());
        try (var devnet = new Devnet(place, "", InstantSource.system())) {
            var running = devnet.start();
            try (var rpc = new HttpJsonRpc(running.rpc(), Duration.ofSeconds(30))) {
                var chain = Chain.connect(rpc, running.chain());
                var market =
                        new ContractMarketplace(
                                new Transactions(
                                        chain,
                                        NonceJournal.inMemory(),
                                        SendPolicy.devnet(),
                                        InstantSource.system()),
                                running.market());
                looksAlive(market);
                historiesAreWhole(market, new MarketEvents(chain, running.market()));
                assertThat(chain.block(BlockTag.latest()).time())
                        .as("the past ends now")
                        .isBetween(
                                Instant.now().minus(Duration.ofHours(2)),
                                Instant.now().plus(Duration.ofMinutes(5)));
            }
        }
        // Again it is there already; another one would need another place.
        chain().make(OFFERS, told::add);
        assertThatThrownBy(() -> chain().make(OFFERS + 1, told::add))
                .isInstanceOf(SeedException.class)
                .hasMessageContaining("P2PCLOUD_HOME");
    }

    private static void looksAlive(ContractMarketplace market) {
        var book = OfferBook.read(market, _ -> {});
        assertThat(book.offers()).hasSize(OFFERS);
        assertThat(book.offers()).extracting(it -> it.unit()).doesNotHaveDuplicates().isNotEmpty();
        assertThat(book.providers().values())
                .extracting(Provider::reputation)
                .doesNotHaveDuplicates();
        var counts = market.counts().value();
        assertThat(counts.leases()).isGreaterThan(10L * OFFERS);
        assertThat(market.openOrders(0, 500).value().items())
                .isNotEmpty()
                .anyMatch(it -> it.bids() > 0);
    }

    private static void historiesAreWhole(ContractMarketplace market, MarketEvents events) {
        var all = new ArrayList<Lease>();
        for (var host : SeedPlan.of(OFFERS, 10 * OFFERS).hosts()) {
            all.addAll(market.leasesOfProvider(host.key().address(), 0, 500).value().items());
        }
        assertThat(all).hasSize((int) market.counts().value().leases());
        assertThat(all.stream().filter(it -> !it.state().isOpen()).count()).isEqualTo(10L * OFFERS);
        assertThat(all)
                .extracting(Lease::state)
                .hasAtLeastOneElementOfType(LeaseState.Active.class);
        for (var lease : all) {
            assertThat(events.history(lease.id()).value())
                    .get()
                    .isInstanceOfSatisfying(
                            LeaseHistory.Verdict.Whole.class,
                            it -> assertThat(it.story().state()).isEqualTo(lease.state()));
        }
    }

    @Test
    void plansTheSameForTheSameNumber() {
        var one = SeedPlan.of(40, 400);
        var other = SeedPlan.of(40, 400);
        assertThat(one.listings())
                .extracting(SeedPlan.Listing::terms)
                .isEqualTo(other.listings().stream().map(SeedPlan.Listing::terms).toList());
        assertThat(stays(one)).isEqualTo(stays(other));
        assertThat(
                        one.stays().stream()
                                .filter(it -> it.fate() != Fate.GOES_ON)
                                .mapToInt(Stay::units)
                                .sum())
                .isEqualTo(400);
        assertThat(one.stays()).extracting(Stay::fate).contains(Fate.values());
    }

    private static List<String> stays(SeedPlan plan) {
        return plan.stays().stream()
                .map(it ->
                        List.of(
                                        it.offer(),
                                        it.units(),
                                        it.from(),
                                        it.until(),
                                        it.fate(),
                                        it.tenant().address())
                                .toString())
                .toList();
    }

    @Test
    void refusesAMarketWithoutOffers() {
        assertThatThrownBy(() -> chain().make(0, _ -> {}))
                .isInstanceOf(SeedException.class)
                .hasMessageContaining("at least one offer");
    }
}
