/// The beacon chain's light-client protocol as pure functions from records to records: containers
/// of every fork, signing domains, committees, and the rules that move a store. Nothing here knows
/// a clock, a network or a disk. Names are those of the consensus specifications.
@NullMarked
package io.p2pcloud.lightclient.consensus;

import org.jspecify.annotations.NullMarked;
