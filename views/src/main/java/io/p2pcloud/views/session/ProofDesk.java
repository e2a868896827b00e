package io.p2pcloud.views.session;

import io.p2pcloud.attestation.AttestationPolicy;
import io.p2pcloud.attestation.AttestationVerifier;
import io.p2pcloud.attestation.CpuRule;
import io.p2pcloud.attestation.Evidence;
import io.p2pcloud.attestation.TcbVersion;
import io.p2pcloud.attestation.keyservice.CompletedEvidence;
import java.io.IOException;

/// What proofs of machines are judged with, on this computer alone. Every method may block.
public interface ProofDesk {
    /// The app's demands, raised by the user's own.
    ///
    /// @throws IOException when the user's own cannot be used: to go on without them would be to go
    ///   on with less than they demanded
    AttestationPolicy policy() throws IOException;

    /// Demands at least these firmware levels of a processor from now on, and keeps that. Levels
    /// below those in force change nothing.
    ///
    /// @throws IOException when it cannot be kept
    void raise(CpuRule rule, TcbVersion minimum) throws IOException;

    /// Over the policy in force.
    ///
    /// @throws IOException as [#policy]
    AttestationVerifier verifier() throws IOException;

    /// Adds the certificates that evidence lacks, as far as they are on this computer.
    ///
    /// @param ask whether AMD may be asked for those that are not
    /// @throws IOException as [#policy]
    CompletedEvidence complete(Evidence evidence, boolean ask) throws IOException;
}
