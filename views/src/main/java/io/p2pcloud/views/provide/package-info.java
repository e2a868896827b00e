/// *Provide*: what this computer may sell and what keeps it from more, what is offered, and the
/// leases that run on it.
@NullMarked
package io.p2pcloud.views.provide;

import org.jspecify.annotations.NullMarked;
