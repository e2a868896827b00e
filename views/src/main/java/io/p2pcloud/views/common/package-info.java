/// What view-models and views share below the scene graph: the bridge to the window's thread, the
/// life of a view-model, texts, marks and the ways to write money, sizes and times.
@NullMarked
package io.p2pcloud.views.common;

import org.jspecify.annotations.NullMarked;
