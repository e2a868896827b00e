/// Commands of the application against the real chain and programs that they need.
@NullMarked
package io.p2pcloud.app;

import org.jspecify.annotations.NullMarked;
