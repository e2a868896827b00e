/// The parts of SimpleSerialize that light-client data needs: strict decoding of known shapes,
/// encoding, Merkle trees over SHA-256 and their branches. Every read is bounded by its input.
@NullMarked
package io.p2pcloud.lightclient.ssz;

import org.jspecify.annotations.NullMarked;
