/// The data disks of leases: created with a quota, listed, discarded. The provider sees only
/// ciphertext in them, and never more of it than the lease pays for.
@NullMarked
package io.p2pcloud.launcher.storage;

import org.jspecify.annotations.NullMarked;
