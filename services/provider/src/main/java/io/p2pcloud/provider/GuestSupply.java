package io.p2pcloud.provider;

import io.p2pcloud.guest.BootBundle;
import io.p2pcloud.launcher.domain.Accelerator;
import java.io.IOException;

/// What guests are made of on this host.
public interface GuestSupply {
    /// The boot bundle, checked.
    ///
    /// @throws IOException with a sentence for the user when there is none
    BootBundle bundle() throws IOException;

    /// What a probe found to work.
    Accelerator accelerator() throws IOException;
}
