/// Main, command line, wiring and lifecycle: the one place that knows all parts and puts them
/// together by hand.
@NullMarked
package io.p2pcloud.app;

import org.jspecify.annotations.NullMarked;
