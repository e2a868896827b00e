/// *History*: the ledger of this computer, which needs no network: rows, totals, a lease's story.
@NullMarked
package io.p2pcloud.views.history;

import org.jspecify.annotations.NullMarked;
