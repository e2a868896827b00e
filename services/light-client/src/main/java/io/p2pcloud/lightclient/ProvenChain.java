package io.p2pcloud.lightclient;

import io.p2pcloud.common.Address;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.common.Signal;
import io.p2pcloud.lightclient.execution.ExecutionHeader;
import io.p2pcloud.lightclient.execution.Receipt;
import java.util.List;

/// What the rest of the product asks the light client. Calls block until proven, refused or timed
/// out; use a virtual thread.
public interface ProvenChain {
    /// What is known now, and every later change.
    Signal<LightClientState> state();

    /// Proves an account and storage slots at a head. An absent account and an empty slot are
    /// proven too.
    ProofOutcome<ProvenAccount> prove(Address account, List<Bytes32> slots, Head head);

    /// Proves the header of a block at or below a head, by the hashes kept in state (EIP-2935) or
    /// by the chain of parent hashes.
    ProofOutcome<ExecutionHeader> header(long blockNumber, Head head);

    /// Proves that these are all receipts of a block at or below a head, in their order.
    ProofOutcome<List<Receipt>> receipts(long blockNumber, Head head);
}
