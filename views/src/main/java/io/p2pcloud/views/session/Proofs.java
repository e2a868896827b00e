package io.p2pcloud.views.session;

import io.p2pcloud.chain.Figures;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.common.Signal;
import io.p2pcloud.lightclient.CrossCheck;
import io.p2pcloud.lightclient.LightClientState;
import java.util.List;

/// What the light client proved of the network's chain, and where its trust begins.
public interface Proofs {
    Signal<LightClientState> state();

    /// The figures that were read, by how far they are proven.
    Signal<Figures.Summary> figures();

    /// Looks for a newer block now instead of at the next turn.
    void again();

    /// Whether the place to start from can be chosen; the embedded chain's is worked out.
    boolean canStartElsewhere();

    /// Which servers know `root` as a block to start from. Blocks.
    CrossCheck crossCheck(Bytes32 root);

    /// Blocks to start from that servers propose. Blocks.
    List<CrossCheck> proposals();

    /// Forgets what was proven and trusts `root` instead.
    void startFrom(Bytes32 root);
}
