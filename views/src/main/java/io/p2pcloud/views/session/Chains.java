package io.p2pcloud.views.session;

import io.p2pcloud.common.Bytes32;
import io.p2pcloud.lightclient.ChainChoice;
import io.p2pcloud.lightclient.CrossCheck;
import io.p2pcloud.lightclient.EndpointRecord;
import io.p2pcloud.lightclient.EndpointTrial;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// Chains of other people, and whom to ask about them, before one is followed. Everything here may
/// block.
public interface Chains {
    /// What the user chose last; empty before the first time.
    Optional<ChainChoice> chosen();

    /// Asks one server whether it would do for that network.
    ///
    /// @throws IllegalArgumentException with a sentence when network or address is none
    EndpointTrial.Outcome test(String network, EndpointRecord.Kind kind, String address)
            throws IOException;

    /// Which of the choice's beacon nodes know `root` as a block to start from.
    ///
    /// @throws IllegalArgumentException with a sentence when the choice names no network or nodes
    CrossCheck crossCheck(ChainChoice choice, Bytes32 root) throws IOException;

    /// Blocks to start from that the choice's beacon nodes propose.
    ///
    /// @throws IllegalArgumentException with a sentence when the choice names no network or nodes
    List<CrossCheck> proposals(ChainChoice choice) throws IOException;
}
