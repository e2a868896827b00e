package io.p2pcloud.provider;

import io.p2pcloud.guest.BootBundle;
import io.p2pcloud.launcher.domain.Accelerator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/// What guests are made of on this host.
public interface GuestSupply {
    /// The boot bundle, checked.
    ///
    /// @throws IOException with a sentence for the user when there is none
    BootBundle bundle() throws IOException;

    /// The firmware that confidential guests start with, absolute; empty where the bundle has none.
    Optional<Path> confidentialFirmware() throws IOException;

    /// What a probe found to work.
    Accelerator accelerator() throws IOException;
}
