package io.p2pcloud.lightclient;

import io.p2pcloud.common.Address;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.common.Signal;
import io.p2pcloud.lightclient.EndpointPool.Result;
import io.p2pcloud.lightclient.LightClientState.Sync;
import io.p2pcloud.lightclient.consensus.SyncProtocol;
import io.p2pcloud.lightclient.execution.ExecutionHeader;
import io.p2pcloud.lightclient.execution.Receipt;
import io.p2pcloud.lightclient.execution.StateProof;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Follows a chain and proves what is asked about it. [#start()] keeps it up to date on a thread of
/// its own; without, [#sync()] does one round.
public final class LightClient implements ProvenChain, AutoCloseable {
    /// How many slots one question may ask for.
    public static final int MAX_SLOTS = 1024;

    private static final int SLOTS_PER_REQUEST = 64;
    private static final int MAX_BACKOFF = 4;

    private final LightClientSettings settings;
    private final InstantSource clock;
    private final RefusalLog refusals = new RefusalLog();
    private final EndpointPool beacons;
    private final EndpointPool executions;
    private final HeaderFinder headers;
    private final TrustedBlocks trusted;
    private final ChainTip tip;
    private final Signal<LightClientState> state;
    private @Nullable Thread loop;
    private volatile boolean closed;

    public LightClient(LightClientSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
        this.beacons =
                new EndpointPool(
                        EndpointRecord.Kind.BEACON,
                        settings.beacons(),
                        endpoint -> new Reply.Good<>(true),
                        clock,
                        refusals::add);
        this.executions =
                new EndpointPool(
                        EndpointRecord.Kind.EXECUTION,
                        settings.executions(),
                        this::isOfThisChain,
                        clock,
                        refusals::add);
        this.headers = new HeaderFinder(executions, clock);
        var api = new BeaconApi(settings.network());
        this.trusted = new TrustedBlocks(api, beacons, new SyncProtocol(settings.network()));
        var follower = new Follower(settings.network(), api, beacons, clock);
        this.tip = new ChainTip(settings, follower, headers, clock);
        this.state = new Signal<>(snapshot());
    }

    @Override
    public Signal<LightClientState> state() {
        return state;
    }

    /// The newest proven block of that kind, if there is one yet.
    public Optional<ProvenBlock> block(Head head) {
        return tip.block(head);
    }

    /// Keeps up to date until [#close()].
    public synchronized void start() {
        if (loop == null && !closed) {
            loop = Thread.ofVirtual().name("light-client").start(this::run);
        }
    }

    /// One round: catches up as far as the servers let it.
    public Sync sync() {
        tip.advance();
        if (tip.state() instanceof Sync.Refused(Refusal refusal, Sync last)
                && refusal.endpoint().isEmpty()) {
            refusals.add(refusal);
        }
        state.set(snapshot());
        return tip.state();
    }

    /// How often the newest block is asked for.
    public Duration pollEvery() {
        return settings.pollEvery();
    }

    /// Asks for the newest block now instead of at the next turn; after a transaction, say.
    public synchronized void refresh() {
        LockSupport.unpark(loop);
    }

    /// Forgets what was proven and trusts `checkpoint` instead.
    public void startFrom(Checkpoint checkpoint) {
        tip.startFrom(checkpoint);
        state.set(snapshot());
        refresh();
    }

    /// Checkpoints that servers propose, each with the servers that know it.
    public List<CrossCheck> proposeCheckpoints() {
        return trusted.proposals();
    }

    /// Which servers know `root` as a block to start from.
    public CrossCheck crossCheck(Bytes32 root) {
        return trusted.crossCheck(root);
    }

    @Override
    public ProofOutcome<ProvenAccount> prove(Address account, List<Bytes32> slots, Head head) {
        if (slots.size() > MAX_SLOTS) {
            throw new IllegalArgumentException("more than " + MAX_SLOTS + " slots at once");
        }
        var distinct = slots.stream().distinct().toList();
        return at(head, block -> prove(account, distinct, block));
    }

    @Override
    public ProofOutcome<ExecutionHeader> header(long blockNumber, Head head) {
        return at(head, block -> headers.find(blockNumber, block.hash()));
    }

    @Override
    public ProofOutcome<List<Receipt>> receipts(long blockNumber, Head head) {
        return at(
                head,
                block ->
                        switch (headers.find(blockNumber, block.hash())) {
                            case Result.Found<ExecutionHeader>(var header) ->
                                    executions.ask(
                                            "the receipts of block " + blockNumber,
                                            endpoint -> ExecutionApi.receipts(endpoint, header));
                            case Result.Refused<ExecutionHeader>(var refusal) ->
                                    new Result.Refused<>(refusal);
                            case Result.Nobody<ExecutionHeader>(var sentence) ->
                                    new Result.Nobody<>(sentence);
                        });
    }

    private Result<ProvenAccount> prove(Address account, List<Bytes32> slots, ProvenBlock block) {
        var words = new HashMap<Bytes32, Bytes32>();
        int from = 0;
        while (true) {
            int to = Math.min(slots.size(), from + SLOTS_PER_REQUEST);
            var part = new ArrayList<>(slots.subList(from, to));
            var result =
                    executions.ask(
                            "a proof of account " + account,
                            endpoint ->
                                    ExecutionApi.proof(
                                            endpoint,
                                            account,
                                            part,
                                            new ExecutionApi.BlockName(
                                                    block.number(), block.hash()),
                                            block.stateRoot()));
            switch (result) {
                case Result.Found<StateProof.Verdict.Proven>(var proven) -> {
                    words.putAll(proven.slots());
                    if (to == slots.size()) {
                        return new Result.Found<>(
                                new ProvenAccount(account, proven.account(), words));
                    }
                    from = to;
                }
                case Result.Refused<StateProof.Verdict.Proven>(var refusal) -> {
                    return new Result.Refused<>(refusal);
                }
                case Result.Nobody<StateProof.Verdict.Proven>(var sentence) -> {
                    return new Result.Nobody<>(sentence);
                }
            }
        }
    }

    private interface Question<T> {
        Result<T> ask(ProvenBlock block);
    }

    private <T> ProofOutcome<T> at(Head head, Question<T> question) {
        var block = tip.block(head);
        if (block.isEmpty()) {
            return notSynced();
        }
        ProofOutcome<T> outcome =
                switch (question.ask(block.get())) {
                    case Result.Found<T>(T value) -> new ProofOutcome.Proven<>(value, block.get());
                    case Result.Refused<T>(Refusal refusal) -> new ProofOutcome.Refused<>(refusal);
                    case Result.Nobody<T>(String sentence) ->
                            new ProofOutcome.Unreachable<>(sentence);
                };
        state.set(snapshot());
        return outcome;
    }

    private <T> ProofOutcome<T> notSynced() {
        return switch (tip.state()) {
            case Sync.Refused(var refusal, var last) -> new ProofOutcome.Refused<>(refusal);
            case Sync.Unreachable(var sentence, var last) ->
                    new ProofOutcome.Unreachable<>(sentence);
            case Sync.Starting starting -> notYet();
            case Sync.Following following -> notYet();
        };
    }

    private <T> ProofOutcome<T> notYet() {
        return new ProofOutcome.Refused<>(
                new Refusal(
                        RefusalReason.NOT_SYNCED,
                        "Nothing is proven yet on "
                                + settings.network().name()
                                + "; wait until the light client has caught up.",
                        "",
                        clock.instant()));
    }

    private Reply<Boolean> isOfThisChain(Endpoint endpoint) throws IOException {
        long wanted = settings.network().chainId();
        return switch (ExecutionApi.chainId(endpoint)) {
            case Reply.Good<Long>(Long id) when id == wanted -> new Reply.Good<>(true);
            case Reply.Good<Long>(Long id) ->
                    new Reply.Bad<>(
                            RefusalReason.WRONG_CHAIN,
                            "serves chain " + id + " instead of chain " + wanted);
            case Reply.Bad<Long>(var reason, var clause) -> new Reply.Bad<>(reason, clause);
            // Not every server tells; the proofs decide.
            case Reply.Lacking<Long> lacking -> new Reply.Good<>(true);
        };
    }

    private LightClientState snapshot() {
        var records = new ArrayList<>(beacons.records());
        records.addAll(executions.records());
        return new LightClientState(
                settings.network().name(),
                tip.checkpoint().orElse(null),
                tip.state(),
                records,
                records.stream().mapToLong(EndpointRecord::answered).sum(),
                records.stream().mapToLong(EndpointRecord::refused).sum(),
                refusals.all(),
                tip.clockSkew());
    }

    private void run() {
        int failures = 0;
        while (!closed) {
            boolean good = sync() instanceof Sync.Following;
            failures = good ? 0 : Math.min(failures + 1, MAX_BACKOFF);
            var pause = settings.pollEvery().multipliedBy(Math.max(1, failures));
            LockSupport.parkNanos(pause.toNanos());
        }
    }

    /// Stops following; what was proven can still be read.
    @Override
    public synchronized void close() {
        closed = true;
        if (loop != null) {
            loop.interrupt();
        }
    }
}
