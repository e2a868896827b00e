package io.p2pcloud.tenant;

import io.p2pcloud.attestation.AttestationVerifier;
import io.p2pcloud.attestation.Evidence;
import io.p2pcloud.attestation.SavedEvidence;
import io.p2pcloud.attestation.Verdict;
import io.p2pcloud.market.LeaseId;
import java.io.IOException;

/// What confidential machines are judged with, on this computer alone. Every method may block.
public interface Attestor {
    /// Over the policy in force.
    ///
    /// @throws IOException with a sentence for the user when the user's own demands cannot be read:
    ///   to judge without them would be to judge by less
    AttestationVerifier verifier() throws IOException;

    /// Adds the certificates that evidence lacks, as far as they can be got.
    ///
    /// @throws IOException as [#verifier]
    Evidence complete(Evidence evidence) throws IOException;

    /// Keeps with the lease what was judged, whatever came of it.
    ///
    /// @param words one sentence for the reader
    /// @throws IOException with a sentence for the user when it cannot be kept
    void keep(LeaseId lease, Verdict verdict, String words, SavedEvidence evidence)
            throws IOException;
}
