package io.p2pcloud.launcher.fake;

import io.p2pcloud.common.Signal;
import io.p2pcloud.launcher.domain.ChannelName;
import io.p2pcloud.launcher.domain.LaunchPlan;
import io.p2pcloud.launcher.hypervisor.Guest;
import io.p2pcloud.launcher.hypervisor.GuestChannel;
import io.p2pcloud.launcher.hypervisor.GuestState;
import io.p2pcloud.launcher.hypervisor.GuestState.StopReason;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A guest that a test plays. It obeys the power button unless told to ignore it.
public final class FakeGuest implements Guest {
    private final LaunchPlan plan;
    private final InstantSource clock;
    private final Signal<GuestState> state;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Map<ChannelName, FakeChannel> channels = new ConcurrentHashMap<>();
    private volatile boolean obeysPowerButton = true;

    FakeGuest(LaunchPlan plan, GuestState.Running running, InstantSource clock) {
        this.plan = plan;
        this.clock = clock;
        this.state = new Signal<>(running);
        plan.channels().forEach(name -> channels.put(name, new FakeChannel()));
    }

    /// The guest's own end of a channel: what is written here is read by the host.
    public GuestChannel inside(ChannelName name) {
        return channel(name).guestEnd();
    }

    public void ignorePowerButton() {
        obeysPowerButton = false;
    }

    /// Ends the guest for this reason.
    public void stop(StopReason reason) {
        synchronized (this) {
            if (hasStopped()) {
                return;
            }
            state.set(
                    new GuestState.Stopped(
                            reason, plan.name() + " stopped: " + reason, clock.instant()));
        }
        channels.values().forEach(FakeChannel::end);
        stopped.countDown();
    }

    boolean hasStopped() {
        return state.get() instanceof GuestState.Stopped;
    }

    @Override
    public LaunchPlan plan() {
        return plan;
    }

    @Override
    public Signal<GuestState> state() {
        return state;
    }

    @Override
    public GuestChannel open(ChannelName name) throws IOException {
        if (hasStopped()) {
            throw new IOException(plan.name() + " does not run");
        }
        return channel(name).hostEnd();
    }

    @Override
    public Path serialLog() {
        return Path.of("/nonexistent").resolve(plan.name() + ".log");
    }

    @Override
    public void powerdown() {
        if (obeysPowerButton) {
            stop(StopReason.SHUT_DOWN);
        }
    }

    @Override
    public void destroy() {
        stop(StopReason.DESTROYED);
    }

    @Override
    public GuestState.Stopped awaitStopped(Duration timeout)
            throws TimeoutException, InterruptedException {
        if (stopped.await(timeout.toNanos(), TimeUnit.NANOSECONDS)
                && state.get() instanceof GuestState.Stopped end) {
            return end;
        }
        throw new TimeoutException(plan.name() + " still runs");
    }

    private FakeChannel channel(ChannelName name) {
        var channel = channels.get(name);
        if (channel == null) {
            throw new IllegalArgumentException(plan.name() + " has no channel " + name);
        }
        return channel;
    }
}
