/// The real guest under the real QEMU, with the test in the place of host and tenant: what the
/// unlock agent refuses, and what the started system does.
@NullMarked
package io.p2pcloud.realguest;

import org.jspecify.annotations.NullMarked;
