package io.p2pcloud.market;

import io.p2pcloud.chain.BlockRef;
import io.p2pcloud.chain.TxHash;

/// Where and when an event happened.
///
/// @param block its time is the event's own, which the contract writes into each event
/// @param index its place among all logs of the block
public record EventPlace(BlockRef block, TxHash transaction, int index) {}
