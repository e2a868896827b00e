/// *Home*: is everything fine, and what now?
@NullMarked
package io.p2pcloud.views.home;

import org.jspecify.annotations.NullMarked;
