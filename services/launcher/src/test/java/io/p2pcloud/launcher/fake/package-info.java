/// A hypervisor without machines, for the tests of those who build on the launcher. It lives in
/// this module's test jar, so that nothing of it ships.
@NullMarked
package io.p2pcloud.launcher.fake;

import org.jspecify.annotations.NullMarked;
