package io.p2pcloud.tenant;

import io.p2pcloud.guest.BootBundle;
import java.io.IOException;

/// Where images come from.
@FunctionalInterface
public interface BundleSource {
    /// @throws IOException with a sentence for the user when there is no bundle
    BootBundle bundle() throws IOException;
}
