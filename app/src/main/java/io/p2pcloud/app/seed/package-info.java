/// Makes a living market on the embedded chain: providers, offers, a past of leases with their
/// whole histories, open orders and bids. Everything is done by transactions of the contract, with
/// valid signatures, so that what is read of it is what a market that grew over months would
/// answer.
@NullMarked
package io.p2pcloud.app.seed;

import org.jspecify.annotations.NullMarked;
