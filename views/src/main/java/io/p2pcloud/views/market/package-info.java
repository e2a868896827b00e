/// *Market*: every offer and order that stands on the market, filtered and sorted on this computer,
/// with each provider's record in its parts. Reading it asks for what stands there now and for
/// nothing that is over.
@NullMarked
package io.p2pcloud.views.market;

import org.jspecify.annotations.NullMarked;
