package io.p2pcloud.views.proof;

import io.p2pcloud.attestation.SavedEvidence;
import io.p2pcloud.history.Ledger;
import io.p2pcloud.history.Proof;
import io.p2pcloud.history.TimelineItem;
import io.p2pcloud.market.LeaseId;
import java.time.Instant;
import java.util.Optional;

/// The evidence that is kept with one lease, in the ledger.
///
/// @param ledger that keeps it
public record ProofShelf(Ledger ledger, LeaseId lease) {
    /// @throws IllegalArgumentException when what is kept cannot be read
    Optional<SavedEvidence> newest() {
        return ledger.timeline(lease).reversed().stream()
                .<Proof>mapMulti((item, sink) -> {
                    if (item instanceof TimelineItem.WasChecked(var proof)
                            && proof.kind() == Proof.Kind.ATTESTATION) {
                        sink.accept(proof);
                    }
                })
                .findFirst()
                .map(proof -> SavedEvidence.parse(proof.evidence()));
    }

    /// @param verdict the check's own word
    void keep(ProofShown proof, String verdict, Instant at) {
        ledger.record(
                new Proof(
                        lease,
                        Proof.Kind.ATTESTATION,
                        verdict,
                        proof.face().headline(),
                        proof.saved().toJson(),
                        at));
    }
}
