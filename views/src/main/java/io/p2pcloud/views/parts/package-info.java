/// The building blocks of every screen: words, boxes, cards, marks, bars, tables, the five states
/// of a page, typefaces and theme. Layout and look only; no service is known here.
@NullMarked
package io.p2pcloud.views.parts;

import org.jspecify.annotations.NullMarked;
