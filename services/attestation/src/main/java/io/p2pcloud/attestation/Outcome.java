package io.p2pcloud.attestation;

import java.util.List;

/// What a full verification allows.
public sealed interface Outcome {
    /// Release the keys.
    record Release(VerifiedEvidence evidence) implements Outcome {}

    /// Release the keys only if the user says so after reading the doubts.
    final class Ask implements Outcome {
        private final VerifiedEvidence evidence;

        Ask(VerifiedEvidence evidence) {
            this.evidence = evidence;
        }

        public List<Check> doubts() {
            return evidence.acceptedDoubts();
        }

        /// To be called on the user's explicit yes to every doubt, or on a policy that the user set
        /// for this server.
        public VerifiedEvidence acceptDoubts() {
            return evidence;
        }
    }

    /// Nothing leaves.
    ///
    /// @param causes the rows that failed, and the mandatory ones that did not run
    record Refuse(List<Check> causes) implements Outcome {
        public Refuse {
            causes = List.copyOf(causes);
        }
    }
}
