/// Judges whether a guest is what it claims: an AMD SEV-SNP report with the certificates behind it
/// goes in, one row per check and a verdict come out. Pure: no network, no disk, no clock inside;
/// [io.p2pcloud.attestation.AttestationVerifier] is the way in, and these are most of the calls:
///
/// ```java
/// var verifier = new AttestationVerifier(TrustedRoots.amd(), AttestationPolicy.shipped());
/// var result = verifier.verify(Evidence.of(report, certificates), profile, challenge, now);
/// switch (result.outcome()) {
///     case Outcome.Release(var proof) -> release(proof);
///     case Outcome.Ask ask -> show(ask.doubts(), yes -> ask.accept(yes).ifPresent(this::release));
///     case Outcome.Refuse(var causes) -> show(causes);
/// }
/// ```
///
/// Sources: "AMD 56860" is the SEV Secure Nested Paging Firmware ABI Specification, "VCEK
/// specification" AMD 57230, Versioned Chip Endorsement Key Certificate and KDS Interface.
@NullMarked
package io.p2pcloud.attestation;

import org.jspecify.annotations.NullMarked;
