package io.p2pcloud.market;

import static org.assertj.core.api.Assertions.assertThat;

import io.p2pcloud.chain.BlockRef;
import io.p2pcloud.chain.BlockTag;
import io.p2pcloud.chain.EventFilter;
import io.p2pcloud.chain.EventLog;
import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.common.Keccak;
import io.p2pcloud.common.TokenAmount;
import io.p2pcloud.wallet.SigningKey;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Real histories from a real chain, and what a lying source could make of them.
final class LeaseHistoryTest {
    @TempDir static Path folder;
    private static TestMarket world;
    private static MarketEvents events;

    private final SigningKey launch = SigningKey.ofSecret(Keccak.hash(new byte[] {50}).toArray());
    private final SigningKey guest = SigningKey.ofSecret(Keccak.hash(new byte[] {51}).toArray());

    @BeforeAll
    static void start() {
        world = new TestMarket(folder);
        events = new MarketEvents(world.chain, world.market.address());
    }

    @AfterAll
    static void stop() {
        if (world != null) {
            world.close();
        }
    }

    /// A life with much in it.
    private LeaseId eventfulLease() {
        var market = world.market;
        var provider = world.provider();
        var tenant = world.person();
        var id = world.activeLease(provider, tenant, launch, guest);
        world.advance(Duration.ofHours(3));
        market.confirm(provider, List.of(world.heartbeat(guest, id, Duration.ofHours(2))))
                .orThrow();
        market.topUp(tenant, id, TokenAmount.ofUnits(3_000_000)).orThrow();
        market.halt(tenant, id).orThrow();
        world.advance(Duration.ofDays(2));
        market.resume(tenant, id).orThrow();
        market.interrupt(provider, id, InterruptReason.FAULT).orThrow();
        world.advance(Duration.ofMinutes(20));
        world.activate(provider, launch, guest, id, 2);
        market.withdrawExcess(tenant, id, TokenAmount.ofUnits(500_000)).orThrow();
        market.giveNotice(provider, id, CloseReason.PROVIDER_DECOMMISSION).orThrow();
        world.advance(Duration.ofDays(3));
        market.closeLease(provider, id, CloseReason.PROVIDER_DECOMMISSION).orThrow();
        world.advance(Duration.ofDays(1).plusMinutes(1));
        market.releaseHeld(tenant, id).orThrow();
        market.confirmClosed(provider, id).orThrow();
        return id;
    }

    private static List<EventLog> logs(LeaseId id) {
        return events.ofLease(id).value();
    }

    private static LeaseHistory.Verdict verify(LeaseId id, List<EventLog> logs) {
        var lease = world.lease(id);
        return LeaseHistory.verify(id, logs, lease.eventCount(), lease.eventDigest());
    }

    @Test
    void endsAtTheDigestInTheMarketsStorageWithTheSameFigures() {
        var id = eventfulLease();
        var verdict = events.history(id).value().orElseThrow();
        var story = story(verdict);
        var lease = world.lease(id);
        assertThat(story.state()).isEqualTo(lease.state());
        assertThat(story.escrow()).isEqualTo(lease.escrow()).isEqualTo(TokenAmount.ZERO);
        assertThat(story.collateral()).isEqualTo(TokenAmount.ZERO);
        assertThat(story.boots()).isEqualTo(2);
        assertThat(story.proven()).isEqualTo(Duration.ofHours(2));
        assertThat(story.compensation().units()).isPositive();
        assertThat(story.collected().units()).isPositive();
        var in = story.opened().escrow().plus(story.toppedUp());
        var out =
                story.paid().plus(story.collected()).plus(story.returned()).plus(story.bounties());
        assertThat(out).as("every unit of the escrow went somewhere").isEqualTo(in);
    }

    private static LeaseStory story(LeaseHistory.Verdict verdict) {
        return switch (verdict) {
            case LeaseHistory.Verdict.Whole(LeaseStory story) -> story;
            case LeaseHistory.Verdict.Broken(_, String sentence) ->
                    throw new AssertionError(sentence);
        };
    }

    @Test
    void replaysToTheStateOfARunningLeaseToo() {
        var provider = world.provider();
        var tenant = world.person();
        var id = world.activeLease(provider, tenant, launch, guest);
        world.market.interrupt(provider, id, InterruptReason.MAINTENANCE).orThrow();
        var verdict = verify(id, logs(id));
        assertThat(story(verdict).state()).isEqualTo(world.lease(id).state());
    }

    @Test
    void noticesEveryDroppedAddedAlteredOrMovedEvent() {
        var id = eventfulLease();
        var whole = logs(id);
        assertThat(whole.size()).isGreaterThan(10);
        for (int i = 0; i < whole.size(); i++) {
            var dropped = new ArrayList<>(whole);
            dropped.remove(i);
            assertFlaw(id, dropped, LeaseHistory.Flaw.MISSING);

            var added = new ArrayList<>(whole);
            added.add(i, whole.get(i));
            assertFlaw(id, added, LeaseHistory.Flaw.ADDED);

            var exchanged = new ArrayList<>(whole);
            exchanged.set(i, whole.get((i + 1) % whole.size()));
            assertFlaw(id, exchanged, LeaseHistory.Flaw.ALTERED);

            for (int k = i + 1; k < whole.size(); k++) {
                var moved = new ArrayList<>(whole);
                Collections.swap(moved, i, k);
                assertFlaw(id, moved, LeaseHistory.Flaw.ALTERED);
            }
        }
        var random = new Random(5);
        for (int i = 0; i < 2_000; i++) {
            var altered = new ArrayList<>(whole);
            int at = random.nextInt(whole.size());
            altered.set(at, alter(whole.get(at), random));
            assertThat(verify(id, altered)).isInstanceOf(LeaseHistory.Verdict.Broken.class);
        }
    }

    private static EventLog alter(EventLog log, Random random) {
        var topics = new ArrayList<>(log.topics());
        var data = log.data();
        if (data.size() == 0 || random.nextInt(4) == 0) {
            int topic = random.nextInt(topics.size());
            topics.set(topic, Bytes32.of(flip(topics.get(topic).toArray(), random)));
        } else {
            data = Bytes.of(flip(data.toArray(), random));
        }
        return new EventLog(
                log.contract(),
                topics,
                data,
                log.blockNumber(),
                log.blockHash(),
                log.transaction(),
                log.index());
    }

    private static byte[] flip(byte[] bytes, Random random) {
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        return bytes;
    }

    @Test
    void refusesEventsOfAnotherLease() {
        var provider = world.provider();
        var tenant = world.person();
        var one = world.activeLease(provider, tenant, launch, guest);
        var other = world.activeLease(provider, tenant, launch, guest);
        assertFlaw(one, logs(other), LeaseHistory.Flaw.FOREIGN);
    }

    private static void assertFlaw(LeaseId id, List<EventLog> logs, LeaseHistory.Flaw flaw) {
        assertThat(verify(id, logs))
                .isInstanceOfSatisfying(
                        LeaseHistory.Verdict.Broken.class,
                        it -> assertThat(it.flaw()).isEqualTo(flaw));
    }

    @Test
    void readsEveryEventOfTheContract() {
        eventfulLease();
        var head = world.chain.blockNumber();
        var raw = world.chain.events(EventFilter.all(world.market.address()), 0, head).value();
        var read = events.since(EventCursor.START).events().value();
        assertThat(read.stream().map(RecordedEvent::log).limit(raw.size()).toList()).isEqualTo(raw);
        assertThat(read.getFirst().event().place().block().time())
                .isEqualTo(
                        world.chain
                                .block(new BlockTag.Height(raw.getFirst().blockNumber()))
                                .time());
    }

    @Test
    void givesOnlyWhatIsNewAndTakesBackWhatAReorganisationUndid() {
        var provider = world.provider();
        var first = events.since(EventCursor.START);
        assertThat(first.goneAbove()).isEmpty();
        world.market.listOffer(provider, TestMarket.listing(1)).orThrow();
        var second = events.since(first.cursor());
        assertThat(second.events().value())
                .singleElement()
                .extracting(RecordedEvent::event)
                .isInstanceOf(OfferEvent.Listed.class);

        var snapshot = world.snapshot();
        var common = events.since(second.cursor());
        world.market.listOffer(provider, TestMarket.listing(2)).orThrow();
        var third = events.since(common.cursor());
        assertThat(third.events().value()).hasSize(1);

        world.revertTo(snapshot);
        world.mine(3);
        var fourth = events.since(third.cursor());
        assertThat(fourth.allGone()).isFalse();
        assertThat(fourth.goneAbove()).isPresent();
        long standing = fourth.goneAbove().orElseThrow().number();
        assertThat(standing)
                .isLessThan(third.events().value().getFirst().log().blockNumber())
                .isGreaterThanOrEqualTo(second.events().value().getFirst().log().blockNumber());
        assertThat(fourth.events().value()).isEmpty();
        assertThat(events.since(fourth.cursor()).goneAbove()).isEmpty();
    }

    @Test
    void saysThatNothingStandsWhenTheChainWasBegunAnew() {
        var strange =
                EventCursor.START.at(new BlockRef(1, Keccak.hash(new byte[] {1}), Instant.EPOCH));
        var news = events.since(strange);
        assertThat(news.allGone()).isTrue();
        assertThat(news.events().value()).isNotEmpty();
    }
}
