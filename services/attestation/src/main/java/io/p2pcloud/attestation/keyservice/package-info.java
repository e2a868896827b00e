/// Finds the certificates that a report needs: what came with it, what is on disk, then AMD's key
/// service. Whatever is found is only a candidate: the verifier alone decides what it is worth, and
/// roots stay pinned there.
@NullMarked
package io.p2pcloud.attestation.keyservice;

import org.jspecify.annotations.NullMarked;
