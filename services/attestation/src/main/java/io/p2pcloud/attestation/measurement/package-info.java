/// Recomputes the launch measurement that AMD's firmware takes of a guest that QEMU starts: the
/// same inputs give tenant and host the same digest. Firmware files are read as hostile: every size
/// in them is bounded before it is believed.
@NullMarked
package io.p2pcloud.attestation.measurement;

import org.jspecify.annotations.NullMarked;
