/// Tests of the window as a whole, and the pictures of every page.
@NullMarked
package io.p2pcloud.views;

import org.jspecify.annotations.NullMarked;
