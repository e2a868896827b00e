package io.p2pcloud.launcher.hypervisor;

import io.p2pcloud.common.Signal;
import io.p2pcloud.launcher.domain.ChannelName;
import io.p2pcloud.launcher.domain.LaunchPlan;
import io.p2pcloud.launcher.hypervisor.GuestState.StopReason;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/// A guest whose run folder is there and whose process is not: it ended while no program watched.
final class VanishedGuest implements Guest {
    private final RunFolder folder;
    private final LaunchPlan plan;
    private final GuestState.Stopped end;
    private final Signal<GuestState> state;

    VanishedGuest(RunFolder folder, LaunchPlan plan, Instant now) {
        this.folder = folder;
        this.plan = plan;
        this.end =
                new GuestState.Stopped(
                        StopReason.VANISHED,
                        "The server ended while this program or this computer was off.",
                        now);
        this.state = new Signal<>(end);
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
    public GuestChannel open(ChannelName channel) throws IOException {
        throw new IOException(plan.name() + " does not run");
    }

    @Override
    public Path serialLog() {
        return folder.serialLog();
    }

    @Override
    public void powerdown() throws IOException {
        throw new IOException(plan.name() + " does not run");
    }

    @Override
    public void destroy() {}

    @Override
    public GuestState.Stopped awaitStopped(Duration timeout) {
        return end;
    }
}
