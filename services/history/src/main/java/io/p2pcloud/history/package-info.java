/// The ledger: what happened on the market to the owner of this computer, as rows that are there
/// without a network. Events become entries once, however often they are read; totals always equal
/// the rows to the smallest unit; every row says how far it was checked. What the user wrote is
/// kept in a second, plain file as well.
@NullMarked
package io.p2pcloud.history;

import org.jspecify.annotations.NullMarked;
