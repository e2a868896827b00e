/// Journeys over the whole product: both roles in one process, a real chain, a real guest under
/// QEMU.
@NullMarked
package io.p2pcloud.journey;

import org.jspecify.annotations.NullMarked;
