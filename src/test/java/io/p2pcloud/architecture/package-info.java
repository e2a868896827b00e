/// The rules of the house that Maven cannot hold: which part may know which, where a library may be
/// named, what files look like. A rule that fails names the class and line that breaks it.
@NullMarked
package io.p2pcloud.architecture;

import org.jspecify.annotations.NullMarked;
