/// The door to an EVM chain: JSON-RPC with timeouts and size limits, reads that carry how far they
/// were checked, and transactions that are simulated first, survive a restart and end in a typed
/// outcome. What the bytes mean is the business of `market`.
@NullMarked
package io.p2pcloud.chain;

import org.jspecify.annotations.NullMarked;
