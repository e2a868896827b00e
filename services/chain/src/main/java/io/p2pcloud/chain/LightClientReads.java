package io.p2pcloud.chain;

import io.p2pcloud.common.Address;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.lightclient.Head;
import io.p2pcloud.lightclient.LightClientState;
import io.p2pcloud.lightclient.LightClientState.Sync;
import io.p2pcloud.lightclient.ProofOutcome;
import io.p2pcloud.lightclient.ProvenAccount;
import io.p2pcloud.lightclient.ProvenBlock;
import io.p2pcloud.lightclient.ProvenChain;
import io.p2pcloud.lightclient.Refusal;
import io.p2pcloud.lightclient.consensus.Network;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Reads through the light client. The only maker of proven trust.
public final class LightClientReads implements ProvenReads {
    /// As old as this, the newest signed block says little about now.
    private static final int STALE_SLOTS = 5;

    private static final Duration STALE = Duration.ofMinutes(1);
    private static final int PATIENCE_SLOTS = 3;

    private final ProvenChain chain;
    private final Network network;
    private final Runnable refresh;
    private final InstantSource clock;
    private final ProofCache cache = new ProofCache();
    private final Figures figures = new Figures();
    private final AtomicLong floor = new AtomicLong();

    /// @param refresh makes the light client look for a newer block now
    public LightClientReads(
            ProvenChain chain, Network network, Runnable refresh, InstantSource clock) {
        this.chain = chain;
        this.network = network;
        this.refresh = refresh;
        this.clock = clock;
    }

    @Override
    public Figures figures() {
        return figures;
    }

    @Override
    public void written(long block) {
        floor.accumulateAndGet(block, Math::max);
    }

    /// The two newest blocks, or why there are none to go by.
    private sealed interface Heads {
        record Known(ProvenBlock finalized, ProvenBlock optimistic) implements Heads {}

        record Unknown(String reason) implements Heads {}
    }

    @Override
    public Proving<BlockRef> head() {
        return switch (heads()) {
            case Heads.Known(var finalized, var optimistic) ->
                    new Proving.Proven<>(
                            reference(optimistic),
                            finalized.hash().equals(optimistic.hash())
                                    ? new Trust.ProvenFinalized(reference(finalized))
                                    : new Trust.ProvenOptimistic(reference(optimistic)));
            case Heads.Unknown(var reason) -> new Proving.NotProven<>(reason);
        };
    }

    @Override
    public Proving<ProvenWords> read(Address account, List<Bytes32> slots) {
        return switch (heads()) {
            case Heads.Known(var finalized, var optimistic) ->
                    read(account, List.copyOf(new LinkedHashSet<>(slots)), finalized, optimistic);
            case Heads.Unknown(var reason) -> new Proving.NotProven<>(reason);
        };
    }

    private Proving<ProvenWords> read(
            Address account, List<Bytes32> slots, ProvenBlock finalized, ProvenBlock optimistic) {
        var newest = prove(account, slots, Head.OPTIMISTIC, optimistic);
        if (!(newest instanceof Proving.Proven<ProvenWords>(var now, _))) {
            return newest;
        }
        // The same words at the finalized block: they cannot be taken back any more.
        return prove(account, slots, Head.FINALIZED, finalized)
                                instanceof Proving.Proven<ProvenWords>(var then, var trust)
                        && trust instanceof Trust.ProvenFinalized
                        && then.words().equals(now.words())
                        && then.balance().equals(now.balance())
                        && then.codeHash().equals(now.codeHash())
                ? new Proving.Proven<>(now, trust)
                : newest;
    }

    private Proving<ProvenWords> prove(
            Address account, List<Bytes32> slots, Head head, ProvenBlock block) {
        var known = cache.find(block.hash(), account, slots);
        if (known.isPresent()) {
            return new Proving.Proven<>(known.get(), trust(head, block));
        }
        var missing = cache.missing(block.hash(), account, slots);
        return switch (chain.prove(account, missing, head)) {
            case ProofOutcome.Proven<ProvenAccount>(var proven, var at) -> {
                // The head may have moved on: what was known of the other block is asked again.
                var whole =
                        at.hash().equals(block.hash()) || missing.size() == slots.size()
                                ? cache.put(reference(at), account, slots, proven)
                                : Optional.<ProvenWords>empty();
                yield whole.isPresent()
                        ? new Proving.Proven<>(whole.get(), trust(head, at))
                        : again(account, slots, head);
            }
            case ProofOutcome.Refused<ProvenAccount>(Refusal refusal) ->
                    new Proving.NotProven<>(refusal.sentence());
            case ProofOutcome.Unreachable<ProvenAccount>(var sentence) ->
                    new Proving.NotProven<>(sentence);
        };
    }

    private Proving<ProvenWords> again(Address account, List<Bytes32> slots, Head head) {
        return switch (chain.prove(account, slots, head)) {
            case ProofOutcome.Proven<ProvenAccount>(var proven, var at) ->
                    new Proving.Proven<>(
                            cache.put(reference(at), account, slots, proven).orElseThrow(),
                            trust(head, at));
            case ProofOutcome.Refused<ProvenAccount>(Refusal refusal) ->
                    new Proving.NotProven<>(refusal.sentence());
            case ProofOutcome.Unreachable<ProvenAccount>(var sentence) ->
                    new Proving.NotProven<>(sentence);
        };
    }

    private static Trust trust(Head head, ProvenBlock block) {
        return switch (head) {
            case FINALIZED -> new Trust.ProvenFinalized(reference(block));
            case OPTIMISTIC -> new Trust.ProvenOptimistic(reference(block));
        };
    }

    private static BlockRef reference(ProvenBlock block) {
        return new BlockRef(block.number(), block.hash(), block.time());
    }

    private Heads heads() {
        var now = heads(chain.state().get());
        if (!(now instanceof Heads.Known known) || known.optimistic().number() >= floor.get()) {
            return now;
        }
        var caughtUp = await(floor.get());
        return caughtUp != null
                ? caughtUp
                : new Heads.Unknown("The light client has not seen block " + floor.get() + " yet.");
    }

    /// Waits until the light client has seen a block that is known to be there.
    private Heads.@Nullable Known await(long block) {
        var seen = new CountDownLatch(1);
        var subscription =
                chain.state()
                        .subscribe(state -> {
                            if (heads(state) instanceof Heads.Known(_, var newest)
                                    && newest.number() >= block) {
                                seen.countDown();
                            }
                        });
        try (subscription) {
            refresh.run();
            var patience = network.slotTime().multipliedBy(PATIENCE_SLOTS).plusSeconds(1);
            if (seen.await(patience.toMillis(), TimeUnit.MILLISECONDS)
                    && heads(chain.state().get()) instanceof Heads.Known known) {
                return known;
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return null;
    }

    private Heads heads(LightClientState state) {
        return switch (state.sync()) {
            case Sync.Starting _ -> new Heads.Unknown("The light client is still catching up.");
            case Sync.Following(var finalized, var optimistic, _, _, _) ->
                    fresh(finalized, optimistic);
            case Sync.Refused(var refusal, _) -> new Heads.Unknown(refusal.sentence());
            case Sync.Unreachable(
                            var sentence,
                            Sync.Following(var finalized, var optimistic, _, _, _)) ->
                    fresh(finalized, optimistic) instanceof Heads.Known known
                            ? known
                            : new Heads.Unknown(sentence);
            case Sync.Unreachable(var sentence, _) -> new Heads.Unknown(sentence);
        };
    }

    private Heads fresh(ProvenBlock finalized, ProvenBlock optimistic) {
        var age = Duration.between(signedAt(optimistic), clock.instant());
        var slots = network.slotTime().multipliedBy(STALE_SLOTS);
        return age.compareTo(slots.compareTo(STALE) > 0 ? slots : STALE) > 0
                ? new Heads.Unknown(
                        "The newest block that the light client knows is "
                                + age.toSeconds()
                                + " seconds old.")
                : new Heads.Known(finalized, optimistic);
    }

    private Instant signedAt(ProvenBlock block) {
        return network.timeOfSlot(block.slot());
    }
}
