package io.p2pcloud.chain;

import io.p2pcloud.common.Address;
import io.p2pcloud.common.Bytes32;
import java.util.List;

/// Reads state by proof instead of by a server's word. Calls block.
public interface ProvenReads {
    /// An account and words of its storage at the newest block that the light client vouches for,
    /// which is at least as new as what [#written] told. The trust is that of the finalized block
    /// when the same words stand there already.
    Proving<ProvenWords> read(Address account, List<Bytes32> slots);

    /// The newest block that the light client vouches for.
    Proving<BlockRef> head();

    /// Whoever changed something in `block` wants to see it in later readings.
    void written(long block);

    /// What was read, and how far it was proven.
    Figures figures();

    /// Where there is no light client: nothing is ever proven.
    static ProvenReads none() {
        var figures = new Figures();
        return new ProvenReads() {
            private static final String REASON = "No light client follows this chain.";

            @Override
            public Proving<ProvenWords> read(Address account, List<Bytes32> slots) {
                return new Proving.NotProven<>(REASON);
            }

            @Override
            public Proving<BlockRef> head() {
                return new Proving.NotProven<>(REASON);
            }

            @Override
            public void written(long block) {
                // Every reading is of the newest block anyway.
            }

            @Override
            public Figures figures() {
                return figures;
            }
        };
    }
}
