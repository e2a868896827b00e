/// *Wallet*: the accounts of this computer, what they hold, what is locked, and what the market
/// owes them.
@NullMarked
package io.p2pcloud.views.wallet;

import org.jspecify.annotations.NullMarked;
