package io.p2pcloud.attestation.keyservice;

import io.p2pcloud.attestation.Evidence;
import io.p2pcloud.attestation.keyservice.KeyServiceAnswer.NotFound;
import java.util.List;

/// Evidence with all certificates that could be found, for the verifier.
///
/// @param missing what could not be got, and why; the verifier's rows say what that means
public record CompletedEvidence(Evidence evidence, List<NotFound> missing) {
    public CompletedEvidence {
        missing = List.copyOf(missing);
    }
}
