package io.p2pcloud.lightclient;

import io.p2pcloud.common.Bytes32;
import io.p2pcloud.lightclient.EndpointPool.Result;
import io.p2pcloud.lightclient.LightClientState.Sync;
import io.p2pcloud.lightclient.consensus.LightClientHeader;
import io.p2pcloud.lightclient.consensus.LightClientHeader.Execution;
import io.p2pcloud.lightclient.consensus.LightClientStore;
import io.p2pcloud.lightclient.consensus.Network;
import io.p2pcloud.lightclient.execution.ExecutionHeader;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The newest proven blocks: decides where to start from, follows the beacon chain and turns its
/// headers into proven execution blocks. Rounds are serialised.
final class ChainTip {
    /// Older than this many slots, the newest signed block hints at a clock that is ahead.
    private static final int SUSPICIOUS_LAG = 64;

    private final Network network;
    private final StartingPoint start;
    private final @Nullable StoreFile file;
    private final Follower follower;
    private final HeaderFinder headers;
    private final InstantSource clock;
    private long savedSlot = -1;
    private volatile Blocks blocks = new Blocks(null, null);
    private volatile Sync sync = new Sync.Starting();
    private volatile Duration clockSkew = Duration.ZERO;

    ChainTip(
            LightClientSettings settings,
            Follower follower,
            HeaderFinder headers,
            InstantSource clock) {
        this.network = settings.network();
        this.file = settings.store();
        this.follower = follower;
        this.start = new StartingPoint(settings, follower, clock);
        this.headers = headers;
        this.clock = clock;
    }

    private record Blocks(@Nullable ProvenBlock finalized, @Nullable ProvenBlock optimistic) {
        @Nullable ProvenBlock at(Head head) {
            return switch (head) {
                case FINALIZED -> finalized;
                case OPTIMISTIC -> optimistic;
            };
        }
    }

    Sync state() {
        return sync;
    }

    Duration clockSkew() {
        return clockSkew;
    }

    Optional<ProvenBlock> block(Head head) {
        return Optional.ofNullable(blocks.at(head));
    }

    Optional<Checkpoint> checkpoint() {
        return start.checkpoint();
    }

    /// Forgets everything and starts from `checkpoint` in the next round.
    synchronized void startFrom(Checkpoint checkpoint) {
        start.replace(checkpoint);
        // What is there may be what the new checkpoint is to correct.
        if (file != null) {
            file.delete();
        }
        savedSlot = -1;
        blocks = new Blocks(null, null);
        sync = new Sync.Starting();
    }

    /// One round; afterwards the state says what it came to.
    synchronized void advance() {
        sync =
                switch (round()) {
                    case Follower.Round.Moved() -> following();
                    case Follower.Round.Refused(Refusal refusal) ->
                            new Sync.Refused(refusal, lastGood());
                    case Follower.Round.Nobody(String sentence) ->
                            new Sync.Unreachable(sentence, lastGood());
                };
        clockSkew = skew();
    }

    private Follower.Round round() {
        if (network.isUnknownForkAt(network.slotAt(clock.instant()))) {
            return new Follower.Round.Refused(
                    refusal(
                            RefusalReason.UNKNOWN_FORK,
                            "The network "
                                    + network.name()
                                    + " now runs under rules that this version does not know;"
                                    + " update the program to go on."));
        }
        var ready = start.ensure();
        if (!(ready instanceof Follower.Round.Moved)) {
            return ready;
        }
        var advanced = follower.advance();
        var store = follower.store();
        if (store == null) {
            return advanced;
        }
        save(store);
        var resolved = resolve(store);
        return advanced instanceof Follower.Round.Moved ? resolved : advanced;
    }

    private void save(LightClientStore store) {
        if (file != null && store.finalizedSlot() > savedSlot) {
            file.save(network, store);
            savedSlot = store.finalizedSlot();
        }
    }

    private Follower.Round resolve(LightClientStore store) {
        var last = blocks;
        var finalized = resolve(store.finalizedHeader(), Head.FINALIZED, last.finalized());
        var optimistic = resolve(store.optimisticHeader(), Head.OPTIMISTIC, last.optimistic());
        blocks =
                new Blocks(
                        finalized.block() == null ? last.finalized() : finalized.block(),
                        optimistic.block() == null ? last.optimistic() : optimistic.block());
        return finalized.round() instanceof Follower.Round.Moved
                ? optimistic.round()
                : finalized.round();
    }

    private record Resolved(Follower.Round round, @Nullable ProvenBlock block) {}

    /// From a verified header to its execution block. Since Gloas only the hash is verified, and
    /// the rest comes from any server, checked against it.
    private Resolved resolve(LightClientHeader header, Head head, @Nullable ProvenBlock last) {
        long slot = header.beacon().slot();
        if (last != null && last.slot() == slot) {
            return new Resolved(new Follower.Round.Moved(), last);
        }
        return switch (header.execution()) {
            case Execution.None() ->
                    new Resolved(
                            new Follower.Round.Refused(
                                    refusal(
                                            RefusalReason.OUT_OF_RANGE,
                                            "Slot "
                                                    + slot
                                                    + " is from before Capella, when beacon blocks"
                                                    + " proved no execution block; use a newer"
                                                    + " checkpoint.")),
                            null);
            case Execution.Payload(var payload, var branch) ->
                    // Only the fixed first blocks of the development network have no block.
                    new Resolved(
                            new Follower.Round.Moved(),
                            payload.blockHash().equals(Bytes32.ZERO)
                                    ? null
                                    : new ProvenBlock(
                                            head,
                                            slot,
                                            payload.blockNumber(),
                                            payload.blockHash(),
                                            payload.stateRoot(),
                                            payload.receiptsRoot(),
                                            Instant.ofEpochSecond(payload.timestamp())));
            case Execution.BlockHash(var hash, var branch) ->
                    switch (headers.byHash(hash)) {
                        case Result.Found<ExecutionHeader>(var block) ->
                                new Resolved(
                                        new Follower.Round.Moved(),
                                        new ProvenBlock(
                                                head,
                                                slot,
                                                block.number(),
                                                hash,
                                                block.stateRoot(),
                                                block.receiptsRoot(),
                                                block.time()));
                        case Result.Refused<ExecutionHeader>(var refusal) ->
                                new Resolved(new Follower.Round.Refused(refusal), null);
                        case Result.Nobody<ExecutionHeader>(var sentence) ->
                                new Resolved(new Follower.Round.Nobody(sentence), null);
                    };
        };
    }

    private Sync following() {
        var now = blocks;
        var newest = follower.newest();
        if (now.finalized() == null || now.optimistic() == null || newest == null) {
            return new Sync.Starting();
        }
        return new Sync.Following(
                now.finalized(),
                now.optimistic(),
                newest.syncAggregate().participants(),
                newest.syncAggregate().committeeSize(),
                clock.instant());
    }

    private Sync lastGood() {
        return switch (sync) {
            case Sync.Starting starting -> starting;
            case Sync.Following following -> following;
            case Sync.Unreachable(var sentence, var last) -> last;
            case Sync.Refused(var refusal, var last) -> last;
        };
    }

    private Duration skew() {
        var newest = follower.newest();
        if (!follower.clockSkew().isZero() || newest == null) {
            return follower.clockSkew();
        }
        long lag = network.slotAt(clock.instant()) - newest.signatureSlot();
        return lag > SUSPICIOUS_LAG
                ? network.slotTime().multipliedBy(lag).negated()
                : Duration.ZERO;
    }

    private Refusal refusal(RefusalReason reason, String sentence) {
        return new Refusal(reason, sentence, "", clock.instant());
    }
}
