/// The values everyone shares: fixed-size byte values, amounts of money, hashing, RLP, bounded JSON
/// and the observable [Signal]. Nothing here knows a network, a disk or a clock of its own.
@NullMarked
package io.p2pcloud.common;

import org.jspecify.annotations.NullMarked;
