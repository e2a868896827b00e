package io.p2pcloud.views.session;

import io.p2pcloud.chain.BlockRef;
import io.p2pcloud.chain.Checked;
import java.time.Instant;

/// How the window's reading of the chain goes.
public sealed interface ChainStatus {
    /// Nothing was read yet.
    record Looking() implements ChainStatus {}

    record Following(Checked<BlockRef> head) implements ChainStatus {}

    /// The chain does not answer.
    ///
    /// @param last what was read before
    record Lost(Checked<BlockRef> last, Instant since, String sentence) implements ChainStatus {}
}
