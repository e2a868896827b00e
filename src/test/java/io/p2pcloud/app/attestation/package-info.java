/// The commands of `p2pcloud attestation` on real and simulated reports.
@NullMarked
package io.p2pcloud.app.attestation;

import org.jspecify.annotations.NullMarked;
