/// *Welcome*: the first run, from nothing to a network on this computer.
@NullMarked
package io.p2pcloud.views.welcome;

import org.jspecify.annotations.NullMarked;
