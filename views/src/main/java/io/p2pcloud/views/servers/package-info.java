/// *My servers*: the list, and the page of one server with its launch, terminal, console and money.
@NullMarked
package io.p2pcloud.views.servers;

import org.jspecify.annotations.NullMarked;
