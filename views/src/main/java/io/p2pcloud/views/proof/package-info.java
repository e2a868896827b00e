/// The proof panel: what a verification found, for a glance and for an expert, and the page on
/// which anyone checks a report from a file.
@NullMarked
package io.p2pcloud.views.proof;

import org.jspecify.annotations.NullMarked;
