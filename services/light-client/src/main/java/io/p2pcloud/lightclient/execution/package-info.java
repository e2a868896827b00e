/// Proofs about the execution layer as pure functions: Merkle-Patricia tries, accounts and storage,
/// receipts, block headers and the block hashes kept in state. Values come out of the proof itself,
/// never from what a server says beside it.
@NullMarked
package io.p2pcloud.lightclient.execution;

import org.jspecify.annotations.NullMarked;
