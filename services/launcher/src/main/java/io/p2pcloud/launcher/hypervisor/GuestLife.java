package io.p2pcloud.launcher.hypervisor;

import io.p2pcloud.common.Signal;
import io.p2pcloud.launcher.domain.ChannelName;
import io.p2pcloud.launcher.domain.LaunchPlan;
import io.p2pcloud.launcher.hypervisor.GuestState.StopReason;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// One guest from its start to its end, whoever runs it: where it stands, and who waits for its
/// end.
final class GuestLife {
    private final RunFolder.GuestRecord record;
    private final InstantSource clock;
    private final Signal<GuestState> state;
    private final CountDownLatch stopped = new CountDownLatch(1);

    GuestLife(RunFolder.GuestRecord record, InstantSource clock) {
        this.record = record;
        this.clock = clock;
        state = new Signal<>(new GuestState.Starting(record.startedAt()));
    }

    LaunchPlan plan() {
        return record.plan();
    }

    Signal<GuestState> state() {
        return state;
    }

    /// Its processors run, unless it has ended meanwhile.
    ///
    /// @param pid 0 where it has no process of this computer's
    void runs(long pid) {
        state.update(now ->
                now instanceof GuestState.Starting
                        ? new GuestState.Running(pid, record.startedAt())
                        : now);
    }

    /// Records the end; the first word counts.
    void stop(StopReason reason, String detail) {
        var end = new GuestState.Stopped(reason, detail, clock.instant());
        state.update(now -> now instanceof GuestState.Stopped ? now : end);
        stopped.countDown();
    }

    boolean hasStopped() {
        return state.get() instanceof GuestState.Stopped;
    }

    /// @return false when it still runs after `timeout`
    boolean awaitEnd(Duration timeout) throws InterruptedException {
        return stopped.await(timeout.toNanos(), TimeUnit.NANOSECONDS);
    }

    GuestState.Stopped awaitStopped(Duration timeout)
            throws TimeoutException, InterruptedException {
        if (awaitEnd(timeout) && state.get() instanceof GuestState.Stopped end) {
            return end;
        }
        throw new TimeoutException("%s still runs after %s".formatted(plan().name(), timeout));
    }

    /// @throws IOException when the guest does not run
    void requireOpen(ChannelName channel) throws IOException {
        if (!plan().channels().contains(channel)) {
            throw new IllegalArgumentException(plan().name() + " has no channel " + channel);
        }
        if (hasStopped()) {
            throw new IOException(plan().name() + " does not run");
        }
    }
}
