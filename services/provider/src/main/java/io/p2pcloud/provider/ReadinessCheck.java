package io.p2pcloud.provider;

import java.io.IOException;

/// Finds out what this machine may sell.
@FunctionalInterface
public interface ReadinessCheck {
    /// Takes seconds; the first time after a change of the machine, up to a minute.
    ///
    /// @throws IOException when this computer cannot be examined
    Readiness run() throws IOException;
}
