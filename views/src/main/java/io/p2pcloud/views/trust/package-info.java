/// *Trust*: from which block everything is derived, what is proven, who answered how, and what was
/// refused.
@NullMarked
package io.p2pcloud.views.trust;

import org.jspecify.annotations.NullMarked;
