/// The market contract as records and acts: offers, orders, bids, leases, escrow and reputation are
/// read and written here, events become typed history, and every refusal of the contract has its
/// sentence. The contract's wrappers stop here; nothing above knows an ABI.
@NullMarked
package io.p2pcloud.market;

import org.jspecify.annotations.NullMarked;
