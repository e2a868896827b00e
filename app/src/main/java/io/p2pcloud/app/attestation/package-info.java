/// `p2pcloud attestation`: the options of the verifier's commands and the files around them. What
/// the commands do is in `io.p2pcloud.attestation.command`.
@NullMarked
package io.p2pcloud.app.attestation;

import org.jspecify.annotations.NullMarked;
