package io.p2pcloud.lightclient;

import io.p2pcloud.common.Bytes32;
import java.time.Instant;

/// An execution block that the sync committee vouched for.
///
/// @param slot the beacon slot it was proven at
/// @param number block number
/// @param hash block hash
/// @param stateRoot what accounts and storage are proven against
/// @param receiptsRoot what the block's receipts are proven against
/// @param time the block's timestamp
public record ProvenBlock(
        Head head,
        long slot,
        long number,
        Bytes32 hash,
        Bytes32 stateRoot,
        Bytes32 receiptsRoot,
        Instant time) {}
