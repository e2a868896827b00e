package io.p2pcloud.tenant;

import io.p2pcloud.common.Bytes32;
import io.p2pcloud.guest.BootBundle;
import io.p2pcloud.guest.Image;
import java.io.IOException;

/// Where images come from.
@FunctionalInterface
public interface BundleSource {
    /// @throws IOException with a sentence for the user when there is no bundle
    BootBundle bundle() throws IOException;

    /// @throws IOException with a sentence for the user when there is no such image
    default Image image(String id) throws IOException {
        return bundle().image(id)
                .orElseThrow(() -> new IOException("There is no image " + id + "."));
    }

    /// The image that a server's disk lies over, which may be one of an older bundle.
    ///
    /// @throws IOException with a sentence for the user when it is not there any more
    default Image image(String id, Bytes32 rootHash) throws IOException {
        return bundle().image(id, rootHash)
                .orElseThrow(() ->
                        new IOException(
                                "The version of "
                                        + id
                                        + " that this server's disk lies over is not on this"
                                        + " computer any more."));
    }
}
