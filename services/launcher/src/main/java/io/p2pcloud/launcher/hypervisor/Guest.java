package io.p2pcloud.launcher.hypervisor;

import io.p2pcloud.common.Signal;
import io.p2pcloud.launcher.domain.ChannelName;
import io.p2pcloud.launcher.domain.LaunchPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/// One boot of a guest on a hypervisor.
public interface Guest {
    /// The plan that it was started with, also after it was adopted.
    LaunchPlan plan();

    /// Where it stands; only the hypervisor sets it. Listeners are called on a thread of the
    /// hypervisor and must be quick.
    Signal<GuestState> state();

    /// Connects to one of the plan's channels; one connection at a time.
    ///
    /// @throws IOException when the guest does not run or the channel is taken
    GuestChannel open(ChannelName channel) throws IOException;

    /// What the guest wrote to its serial port, at most a few MiB of the most recent.
    Path serialLog();

    /// Presses the power button: a guest that listens shuts down, in its own time.
    ///
    /// @throws IOException when the guest cannot be told
    void powerdown() throws IOException;

    /// Ends the guest at once, as pulling the plug does, and returns when it is gone. A stopped
    /// guest stays stopped.
    ///
    /// @throws IOException when it did not end within some seconds
    void destroy() throws IOException;

    /// Waits until the guest has stopped.
    ///
    /// @throws TimeoutException when it still runs after `timeout`
    GuestState.Stopped awaitStopped(Duration timeout) throws TimeoutException, InterruptedException;
}
