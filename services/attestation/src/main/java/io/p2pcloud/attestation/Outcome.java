package io.p2pcloud.attestation;

import java.util.List;
import java.util.Optional;
import java.util.Set;

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

        /// On the user's explicit yes, or on a policy that the user set for this server.
        ///
        /// @param accepted what the yes was given to: doubts that came up since are not among it
        /// @return empty unless every doubt was accepted
        public Optional<VerifiedEvidence> accept(Set<Reason> accepted) {
            return doubts().stream().allMatch(doubt -> accepted.contains(doubt.id()))
                    ? Optional.of(evidence)
                    : Optional.empty();
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
