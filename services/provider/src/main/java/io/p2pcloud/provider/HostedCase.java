package io.p2pcloud.provider;

import io.p2pcloud.common.TokenAmount;
import io.p2pcloud.launcher.domain.GuestName;
import io.p2pcloud.launcher.hypervisor.Guest;
import io.p2pcloud.market.ComputeUnit;
import io.p2pcloud.market.Lease;
import io.p2pcloud.store.FlowId;
import io.p2pcloud.store.Journal;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// One lease on this host: what the chain says, what is journaled, what runs. Every change happens
/// while [#lock] is held, so that a launch, a stop and the watch over the chain never meet halfway.
final class HostedCase {
    final ReentrantLock lock = new ReentrantLock();
    final GuestName guestName;
    private final Journal journal;
    private final FlowId flow;
    private HostedState state;

    private volatile Lease lease;
    private volatile @Nullable Vouched vouched;
    private volatile HostedLease.State phase = HostedLease.State.WAITING;
    private volatile TokenAmount earned = TokenAmount.ZERO;
    private volatile @Nullable Instant confirmedAt;
    private @Nullable Guest guest;
    private volatile @Nullable LifeLine life;

    /// The lease as the chain vouched for it, and when.
    record Vouched(Lease lease, Instant at) {}

    HostedCase(Lease lease, HostedState state, FlowId flow, Journal journal) {
        this.lease = lease;
        this.state = state;
        this.flow = flow;
        this.journal = journal;
        guestName = GuestName.of(lease.id().value());
    }

    Lease lease() {
        return lease;
    }

    /// The newest reading that was more than a node's word; empty before the first.
    Optional<Vouched> vouched() {
        return Optional.ofNullable(vouched);
    }

    void told(Lease newest) {
        lease = newest;
    }

    void vouched(Lease newest, Instant at) {
        lease = newest;
        vouched = new Vouched(newest, at);
    }

    HostedState state() {
        return state;
    }

    /// Notes what is about to be done.
    void journal(String step, HostedState next) {
        journal.step(flow, step, next);
        state = next;
    }

    void finish(String outcome) {
        journal.finish(flow, outcome, state);
        phase = HostedLease.State.CLOSED;
    }

    HostedLease.State phase() {
        return phase;
    }

    void phase(HostedLease.State next) {
        phase = next;
    }

    TokenAmount earned() {
        return earned;
    }

    void paid(TokenAmount amount, Instant at) {
        earned = earned.plus(amount);
        confirmedAt = at;
    }

    @Nullable Instant confirmedAt() {
        return confirmedAt;
    }

    void confirmedAt(Instant at) {
        confirmedAt = at;
    }

    @Nullable Guest guest() {
        return guest;
    }

    @Nullable LifeLine life() {
        return life;
    }

    void running(Guest running, LifeLine heard) {
        keepLastWord();
        guest = running;
        life = heard;
        phase = HostedLease.State.RUNNING;
    }

    void starting(Guest started) {
        guest = started;
        phase = HostedLease.State.STARTING;
    }

    /// Lets go of the guest, which has stopped.
    void stopped() {
        keepLastWord();
        var heard = life;
        if (heard != null) {
            heard.close();
        }
        guest = null;
        life = null;
        phase = HostedLease.State.STOPPED;
    }

    /// Goes into the journal with the next step.
    private void keepLastWord() {
        var heard = life;
        var word = heard == null ? null : heard.lastWord();
        if (word != null) {
            state = state.withLastWord(word);
        }
    }

    /// As the owner of this computer sees it.
    ///
    /// @param next when the machine's time is confirmed next, if it runs
    HostedLease shown(ComputeUnit unit, Instant next) {
        var heard = life;
        var beat = heard == null ? null : heard.newest();
        return new HostedLease(
                lease.id(),
                lease.tenant().checksummed(),
                unit,
                lease.rate(),
                phase,
                earned,
                beat == null ? 0 : beat.served().toSeconds(),
                phase == HostedLease.State.RUNNING ? Optional.of(next) : Optional.empty());
    }
}
