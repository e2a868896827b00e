/// A beacon for the embedded development network: a committee whose keys everyone can compute
/// vouches for the blocks of a chain on this machine, so that the same light client runs there as
/// on mainnet. It is bound to one chain id and can vouch for no other chain.
@NullMarked
package io.p2pcloud.lightclient.development;

import org.jspecify.annotations.NullMarked;
