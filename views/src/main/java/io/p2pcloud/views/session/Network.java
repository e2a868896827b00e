package io.p2pcloud.views.session;

import io.p2pcloud.common.Signal;
import io.p2pcloud.lightclient.ChainChoice;

/// The chain and market that the window shows, and the services that work on it.
public interface Network {
    Signal<NetworkState> state();

    /// Starts the embedded chain with test money, this computer's provider and the tenant's
    /// service. Returns at once; how it goes shows in [#state]. Does nothing while one of them
    /// runs.
    void tryHere();

    /// Follows a chain of other people instead of what is there now, and again at the next start.
    /// Returns at once; how it goes shows in [#state].
    void watch(ChainChoice choice);

    /// Ends what [#tryHere] or [#watch] started; servers that run are kept for the next start.
    void stop();
}
