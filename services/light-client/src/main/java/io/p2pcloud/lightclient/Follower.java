package io.p2pcloud.lightclient;

import io.p2pcloud.common.Bytes32;
import io.p2pcloud.lightclient.EndpointPool.Result;
import io.p2pcloud.lightclient.consensus.LightClientStore;
import io.p2pcloud.lightclient.consensus.LightClientUpdate;
import io.p2pcloud.lightclient.consensus.Network;
import io.p2pcloud.lightclient.consensus.SyncProtocol;
import io.p2pcloud.lightclient.consensus.UpdateFault;
import io.p2pcloud.lightclient.consensus.UpdateOutcome;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Moves a store along the beacon chain: bootstrap, page after page of updates, then the newest
/// finality and optimistic updates. Stricter than the protocol: nothing moves the store that fewer
/// than two thirds signed, and no update is ever forced. Used by one thread at a time.
final class Follower {
    /// How far behind the clock the newest signed block may be before other servers are asked too.
    private static final int FRESH_SLOTS = 3;

    /// The same for the finalized block, which is up to three epochs behind when all is well: a
    /// server could hold back only that one.
    private static final long FRESH_EPOCHS = 4;

    /// The disparity of clocks that the gossip network tolerates.
    private static final Duration CLOCK_DISPARITY = Duration.ofMillis(500);

    private final Network network;
    private final SyncProtocol protocol;
    private final BeaconApi api;
    private final EndpointPool beacons;
    private final TrustedBlocks trusted;
    private final InstantSource clock;
    private @Nullable LightClientStore store;
    private @Nullable LightClientUpdate newest;
    private Duration clockSkew = Duration.ZERO;
    private long nextCommitteeAskedAt = Long.MIN_VALUE;

    Follower(Network network, BeaconApi api, EndpointPool beacons, InstantSource clock) {
        this.network = network;
        this.protocol = new SyncProtocol(network);
        this.api = api;
        this.beacons = beacons;
        this.trusted = new TrustedBlocks(api, beacons, protocol);
        this.clock = clock;
    }

    /// What a round came to.
    sealed interface Round {
        record Moved() implements Round {}

        record Refused(Refusal refusal) implements Round {}

        record Nobody(String sentence) implements Round {}
    }

    @Nullable LightClientStore store() {
        return store;
    }

    /// The newest update that moved or confirmed the store.
    @Nullable LightClientUpdate newest() {
        return newest;
    }

    /// Positive when signed blocks come from the future: the clock is behind by at least that.
    Duration clockSkew() {
        return clockSkew;
    }

    /// Goes on from a store of an earlier run.
    void resume(LightClientStore saved) {
        store = saved;
        newest = null;
    }

    /// Starts anew at a trusted block.
    Round bootstrap(Bytes32 root) {
        return switch (trusted.at(root)) {
            case Result.Found<LightClientStore>(LightClientStore fresh) -> {
                resume(fresh);
                yield new Round.Moved();
            }
            case Result.Refused<LightClientStore>(Refusal refusal) -> new Round.Refused(refusal);
            case Result.Nobody<LightClientStore>(String sentence) -> new Round.Nobody(sentence);
        };
    }

    /// Catches up and takes the newest updates.
    Round advance() {
        clockSkew = Duration.ZERO;
        var caughtUp = catchUp();
        var finality = take("the newest finality update", api::finalityUpdate);
        var optimistic = take("the newest optimistic update", api::optimisticUpdate);
        if (current().optimisticSlot() + FRESH_SLOTS < currentSlot()) {
            beacons.askAll(endpoint -> accept(api.optimisticUpdate(endpoint)));
        }
        if (current().finalizedSlot() + FRESH_EPOCHS * network.preset().slotsPerEpoch()
                < currentSlot()) {
            beacons.askAll(endpoint -> accept(api.finalityUpdate(endpoint)));
        }
        if (optimistic instanceof Round.Moved || finality instanceof Round.Moved) {
            return new Round.Moved();
        }
        return caughtUp instanceof Round.Moved ? finality : caughtUp;
    }

    private Round catchUp() {
        while (true) {
            var before = current();
            long finalizedPeriod = network.periodAt(before.finalizedSlot());
            long currentPeriod = network.periodAt(currentSlot());
            boolean known = before.isNextSyncCommitteeKnown();
            long start = known ? finalizedPeriod + 1 : finalizedPeriod;
            boolean needed = known ? start < currentPeriod : start <= currentPeriod;
            if (!needed) {
                return new Round.Moved();
            }
            // The present period's update may not exist yet: ask again each epoch, not each slot.
            boolean optional = start == currentPeriod;
            if (optional
                    && currentSlot() < nextCommitteeAskedAt + network.preset().slotsPerEpoch()) {
                return new Round.Moved();
            }
            var page =
                    beacons.ask(
                            "updates from period " + start + " on",
                            endpoint -> takePage(endpoint, currentPeriod));
            if (hasMoved(before, current())) {
                continue;
            }
            if (optional) {
                nextCommitteeAskedAt = currentSlot();
                return new Round.Moved();
            }
            return switch (page) {
                case Result.Found<Boolean> found -> new Round.Moved();
                case Result.Refused<Boolean>(Refusal refusal) -> new Round.Refused(refusal);
                case Result.Nobody<Boolean>(String sentence) -> new Round.Nobody(sentence);
            };
        }
    }

    private static boolean hasMoved(LightClientStore before, LightClientStore after) {
        return after.finalizedSlot() > before.finalizedSlot()
                || after.isNextSyncCommitteeKnown() != before.isNextSyncCommitteeKnown();
    }

    /// Takes a page of updates from where the store stands now: an earlier server may have moved
    /// it.
    private Reply<Boolean> takePage(Endpoint endpoint, long currentPeriod) throws IOException {
        var before = current();
        long start =
                network.periodAt(before.finalizedSlot())
                        + (before.isNextSyncCommitteeKnown() ? 1 : 0);
        int count = (int) Math.min(BeaconApi.MAX_UPDATES, currentPeriod - start + 1);
        return switch (page(endpoint, start, count)) {
            case Reply.Good<List<LightClientUpdate>>(List<LightClientUpdate> updates) -> {
                for (var update : updates) {
                    var reply = accept(update);
                    if (reply instanceof Reply.Bad<Boolean>) {
                        yield reply;
                    }
                }
                yield hasMoved(before, current())
                        ? new Reply.Good<>(true)
                        : new Reply.Lacking<>("has no update of period " + start);
            }
            case Reply.Bad<List<LightClientUpdate>>(RefusalReason reason, String clause) ->
                    new Reply.Bad<>(reason, clause);
            case Reply.Lacking<List<LightClientUpdate>>(String clause) ->
                    new Reply.Lacking<>(clause);
        };
    }

    /// Some servers answer with an error when they lack one of the updates asked for, or when they
    /// are asked for more than one.
    private Reply<List<LightClientUpdate>> page(Endpoint endpoint, long start, int count)
            throws IOException {
        var reply = api.updates(endpoint, start, count);
        return count > 1 && reply instanceof Reply.Lacking<List<LightClientUpdate>>
                ? api.updates(endpoint, start, 1)
                : reply;
    }

    private interface Route {
        Reply<LightClientUpdate> ask(Endpoint endpoint) throws IOException;
    }

    private Round take(String what, Route route) {
        return switch (beacons.ask(what, endpoint -> accept(route.ask(endpoint)))) {
            case Result.Found<Boolean> found -> new Round.Moved();
            case Result.Refused<Boolean>(Refusal refusal) -> new Round.Refused(refusal);
            case Result.Nobody<Boolean>(String sentence) -> new Round.Nobody(sentence);
        };
    }

    private Reply<Boolean> accept(Reply<LightClientUpdate> reply) {
        return switch (reply) {
            case Reply.Good<LightClientUpdate>(LightClientUpdate update) -> accept(update);
            case Reply.Bad<LightClientUpdate>(RefusalReason reason, String clause) ->
                    new Reply.Bad<>(reason, clause);
            case Reply.Lacking<LightClientUpdate>(String clause) -> new Reply.Lacking<>(clause);
        };
    }

    private Reply<Boolean> accept(LightClientUpdate update) {
        long slot = currentSlot();
        return switch (protocol.processLightClientUpdate(current(), update, slot)) {
            case UpdateOutcome.Accepted(LightClientStore moved) -> {
                var aggregate = update.syncAggregate();
                if (!aggregate.hasSupermajority()) {
                    yield new Reply.Bad<>(
                            RefusalReason.LOW_PARTICIPATION,
                            "has an update that only "
                                    + aggregate.participants()
                                    + " of "
                                    + aggregate.committeeSize()
                                    + " signed; two thirds are needed");
                }
                store = moved;
                var known = newest;
                if (known == null || update.signatureSlot() >= known.signatureSlot()) {
                    newest = update;
                }
                yield new Reply.Good<>(true);
            }
            case UpdateOutcome.Rejected(UpdateFault fault) -> rejected(update, fault, slot);
        };
    }

    /// An update that is only early or late is no lie; everything else is.
    private Reply<Boolean> rejected(LightClientUpdate update, UpdateFault fault, long slot) {
        return switch (fault) {
            case FROM_THE_FUTURE -> {
                var judged =
                        protocol.validateLightClientUpdate(
                                current(), update, update.signatureSlot());
                if (judged.isPresent()) {
                    yield Reply.bad(judged.get());
                }
                clockSkew = network.slotTime().multipliedBy(update.signatureSlot() - slot);
                yield new Reply.Lacking<>(
                        "has a block signed "
                                + clockSkew.toSeconds()
                                + " seconds after this computer's time; set the clock");
            }
            case NOT_RELEVANT -> new Reply.Lacking<>("has nothing newer");
            case PERIOD_SKIPPED ->
                    new Reply.Lacking<>("has an update of a committee that is not known yet");
            case NO_PARTICIPANTS,
                    INVALID_HEADER,
                    SLOTS_OUT_OF_ORDER,
                    FINALITY_NOT_PROVEN,
                    COMMITTEE_NOT_PROVEN,
                    UNPROVEN_CONTENT,
                    INVALID_SIGNATURE,
                    WRONG_BLOCK,
                    WRONG_PERIOD ->
                    Reply.bad(fault);
        };
    }

    private LightClientStore current() {
        var known = store;
        if (known == null) {
            throw new IllegalStateException("the light client has not been started");
        }
        return known;
    }

    private long currentSlot() {
        return network.slotAt(now());
    }

    private Instant now() {
        return clock.instant().plus(CLOCK_DISPARITY);
    }
}
