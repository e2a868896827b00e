package io.p2pcloud.views.session;

import io.p2pcloud.common.Signal;
import io.p2pcloud.common.TokenAmount;

/// Keeping the market for its bounties, when the user asks for it.
public interface Keeping {
    Signal<Kept> state();

    /// Returns at once; the choice is kept across starts.
    void set(boolean on);

    /// How it goes.
    ///
    /// @param on whether it runs
    /// @param acts done since it was switched on
    /// @param earned bounties of these acts, in the provider's credit
    /// @param problem why the last look failed, a sentence; empty when it did not
    record Kept(boolean on, int acts, TokenAmount earned, String problem) {
        public static final Kept OFF = new Kept(false, 0, TokenAmount.ZERO, "");
    }
}
