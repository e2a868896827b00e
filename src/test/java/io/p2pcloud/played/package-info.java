/// The product's own services on a real chain, with guests that are played: a provider's and a
/// tenant's side that talk over the network as always, and machines that answer as the unlock agent
/// does, on a simulated chip where the lease is CONFIDENTIAL.
@NullMarked
package io.p2pcloud.played;

import org.jspecify.annotations.NullMarked;
