/// What to do with the guests and volumes that a restarted program finds on its host. The decision
/// is a pure function; it may remove what belongs to no lease, and never ends a lease.
@NullMarked
package io.p2pcloud.launcher.recovery;

import org.jspecify.annotations.NullMarked;
