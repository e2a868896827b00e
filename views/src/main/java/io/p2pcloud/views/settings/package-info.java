/// *Settings*: appearance, where things are kept, what the program is made of.
@NullMarked
package io.p2pcloud.views.settings;

import org.jspecify.annotations.NullMarked;
