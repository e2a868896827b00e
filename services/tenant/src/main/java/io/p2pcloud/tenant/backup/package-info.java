/// Copies of servers' disks as files on the tenant's computer: ciphertext as the provider gave it,
/// with a signed word on what it is, and the same disk under another key when it is given to a
/// provider again.
@NullMarked
package io.p2pcloud.tenant.backup;

import org.jspecify.annotations.NullMarked;
