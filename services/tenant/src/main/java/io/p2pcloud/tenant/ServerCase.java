package io.p2pcloud.tenant;

import io.p2pcloud.chain.Checked;
import io.p2pcloud.chain.Trust;
import io.p2pcloud.common.TokenAmount;
import io.p2pcloud.market.ComputeUnit;
import io.p2pcloud.market.Lease;
import io.p2pcloud.store.FlowId;
import io.p2pcloud.store.Journal;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One server: its journaled record, its launch and the newest reading of its lease. Whoever
/// starts, stops or ends it holds [#lock].
final class ServerCase {
    private static final Duration SOON = Duration.ofSeconds(2);

    final ReentrantLock lock = new ReentrantLock();
    private final Journal journal;
    private final FlowId flow;
    private final Supplier<NewestBundle> newest;
    private final Runnable changed;
    private volatile ServerRecord record;
    private volatile @Nullable LaunchProgress progress;
    private volatile @Nullable Checked<Lease> lease;
    private volatile @Nullable ComputeUnit unit;
    private volatile @Nullable String trouble;

    /// @param newest what this program starts machines from
    ServerCase(
            ServerRecord record,
            FlowId flow,
            Journal journal,
            Supplier<NewestBundle> newest,
            Runnable changed) {
        this.record = record;
        this.flow = flow;
        this.journal = journal;
        this.newest = newest;
        this.changed = changed;
    }

    ServerId id() {
        return new ServerId(record.id());
    }

    ServerRecord record() {
        return record;
    }

    /// Notes a decision of the user's while nothing is under way with the server.
    ///
    /// @throws IOException with a sentence when something is, or the server is over
    void decide(String step, Decision decision) throws IOException {
        if (!lockSoon()) {
            throw busy();
        }
        try {
            switch (record.stage()) {
                case RUNNING, STOPPED, FAILED -> journal(step, decision.of(record));
                case ORDERING, LAUNCHING -> throw busy();
                case CLOSING, CLOSED ->
                        throw new IOException(
                                "The server " + record.spec().name() + " is closed, for good.");
            }
        } finally {
            lock.unlock();
        }
    }

    /// Waits a little for what is just ending.
    ///
    /// @return whether the caller holds the lock now
    boolean lockSoon() {
        try {
            return lock.tryLock(SOON.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    interface Decision {
        ServerRecord of(ServerRecord now) throws IOException;
    }

    IOException busy() {
        return new IOException(
                "The server "
                        + record.spec().name()
                        + " is being started, stopped or copied just now: wait until that is over.");
    }

    /// Notes what is about to be done.
    void journal(String step, ServerRecord next) {
        journal.step(flow, step, next);
        record = next;
        changed.run();
    }

    /// The last word on this server.
    void finish(ServerRecord last) {
        journal.finish(flow, "closed", last);
        record = last;
        changed.run();
    }

    LaunchProgress newLaunch(InstantSource clock) {
        var fresh = new LaunchProgress(clock, changed);
        progress = fresh;
        return fresh;
    }

    Optional<Lease> lease() {
        return reading().map(Checked::value);
    }

    private Optional<Checked<Lease>> reading() {
        return Optional.ofNullable(lease);
    }

    /// The same money, proven just as well at a newer block, is no news: a screen would be made
    /// anew with each block.
    void lease(Checked<Lease> newest) {
        var trust =
                reading()
                        .filter(known -> isSameMoney(known.value(), newest.value()))
                        .map(Checked::trust)
                        .filter(known -> known.getClass() == newest.trust().getClass())
                        .orElse(newest.trust());
        lease = new Checked<>(newest.value(), trust);
        changed.run();
    }

    private static boolean isSameMoney(Lease known, Lease newest) {
        return known.rate().equals(newest.rate())
                && known.escrow().equals(newest.escrow())
                && known.state().isOpen() == newest.state().isOpen();
    }

    /// Whether it is known what machine it is, not only what was asked for.
    boolean hasUnit() {
        return unit != null;
    }

    /// The machine as it is, as far as is known.
    ComputeUnit unit() {
        return Objects.requireNonNullElse(unit, record.spec().unit());
    }

    void unit(ComputeUnit found) {
        unit = found;
        changed.run();
    }

    /// Why the newest act did not go on; null when it did.
    void trouble(@Nullable String sentence) {
        trouble = sentence;
        changed.run();
    }

    ServerSnapshot snapshot() {
        var now = record;
        var running = progress;
        return new ServerSnapshot(
                id(),
                now.spec(),
                unit(),
                now.created(),
                state(now),
                mark(now),
                running == null ? launchOf(now) : running.snapshot(),
                now.leaseId(),
                lease().map(known -> known.provider().checksummed()),
                now.boot(),
                reading().map(known -> money(now, known.value(), known.trust())),
                Optional.ofNullable(trouble),
                upkeep(now));
    }

    private Upkeep upkeep(ServerRecord now) {
        var setup = now.setup();
        var all = GuestSize.of(unit());
        return new Upkeep(
                Objects.requireNonNullElse(setup.wanted(), all),
                now.boot() > 0 && !Objects.equals(setup.wanted(), setup.given()),
                Optional.ofNullable(setup.bundle()).flatMap(newest.get()::updates),
                now.rescues(),
                now.hasRun());
    }

    private static LaunchSnapshot launchOf(ServerRecord record) {
        return switch (record.stage()) {
            case ORDERING, LAUNCHING -> LaunchProgress.ahead(record.created());
            case FAILED -> LaunchProgress.failed(record.created(), record.failure());
            case RUNNING, STOPPED, CLOSING, CLOSED -> LaunchProgress.earlier(record.created());
        };
    }

    private static AttestationMark mark(ServerRecord record) {
        return switch (record.spec().unit().tier()) {
            case CONFIDENTIAL -> record.confidence().mark();
            case STANDARD ->
                    record.boot() == 0 ? AttestationMark.PENDING : AttestationMark.NOT_ATTESTED;
        };
    }

    private static ServerState state(ServerRecord record) {
        return switch (record.stage()) {
            case ORDERING, LAUNCHING -> new ServerState.Launching();
            case RUNNING -> new ServerState.Running(record.ssh());
            case STOPPED -> new ServerState.Stopped();
            case FAILED -> {
                var failure = record.failure();
                yield failure == null ? new ServerState.Stopped() : new ServerState.Failed(failure);
            }
            case CLOSING -> new ServerState.Closing();
            case CLOSED -> new ServerState.Closed("closed by you");
        };
    }

    private static ServerMoney money(ServerRecord record, Lease lease, Trust trust) {
        var deposit = record.spec().deposit();
        boolean open = lease.state().isOpen();
        // Top-ups can lift the escrow above the first deposit; then nothing can be said from the
        // two figures alone, and the ledger has the exact sum.
        var paid =
                open && deposit.compareTo(lease.escrow()) >= 0
                        ? deposit.minus(lease.escrow())
                        : TokenAmount.ZERO;
        Optional<Duration> runway = open ? lease.runway() : Optional.empty();
        return new ServerMoney(trust, lease.rate(), lease.escrow(), paid, runway);
    }
}
