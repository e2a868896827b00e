package io.p2pcloud.lightclient;

import io.p2pcloud.lightclient.consensus.UpdateFault;

/// What one endpoint's answer turned out to be once checked. No answer at all is an `IOException`.
sealed interface Reply<T> {
    /// Checked and true.
    record Good<T>(T value) implements Reply<T> {}

    /// False, or not proof of what it claims.
    ///
    /// @param clause what is wrong with it, to stand behind the endpoint's name
    record Bad<T>(RefusalReason reason, String clause) implements Reply<T> {}

    /// Honest, but the server does not have or does not offer it.
    record Lacking<T>(String clause) implements Reply<T> {}

    static <T> Reply<T> bad(UpdateFault fault) {
        return new Bad<>(
                RefusalReason.INVALID_UPDATE, "sent light-client data, but " + fault.sentence());
    }
}
