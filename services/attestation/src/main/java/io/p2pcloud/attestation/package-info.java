/// Judges whether a guest is what it claims: an AMD SEV-SNP report with the certificates behind it
/// goes in, one row per check and a verdict come out. Pure: no network, no disk, no clock inside;
/// [io.p2pcloud.attestation.AttestationVerifier] is the way in.
///
/// Sources: "AMD 56860" is the SEV Secure Nested Paging Firmware ABI Specification, "VCEK
/// specification" AMD 57230, Versioned Chip Endorsement Key Certificate and KDS Interface.
@NullMarked
package io.p2pcloud.attestation;

import org.jspecify.annotations.NullMarked;
