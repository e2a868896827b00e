package io.p2pcloud.app;

import io.p2pcloud.app.attestation.LocalProofs;
import io.p2pcloud.attestation.AttestationVerifier;
import io.p2pcloud.attestation.Evidence;
import io.p2pcloud.attestation.SavedEvidence;
import io.p2pcloud.attestation.Verdict;
import io.p2pcloud.history.Ledger;
import io.p2pcloud.history.Proof;
import io.p2pcloud.market.LeaseId;
import io.p2pcloud.store.StoreException;
import io.p2pcloud.tenant.Attestor;
import java.io.IOException;
import java.time.InstantSource;

/// Judges the tenant's confidential machines as the proof panel does, and keeps what was judged in
/// the ledger, where that panel finds it.
final class KeptProofs implements Attestor, AutoCloseable {
    private final LocalProofs proofs;
    private final Ledger ledger;

    private KeptProofs(LocalProofs proofs, Ledger ledger) {
        this.proofs = proofs;
        this.ledger = ledger;
    }

    static KeptProofs open(Folders folders, Ledger ledger, InstantSource clock) {
        return new KeptProofs(LocalProofs.open(folders.data(), folders.cache(), clock), ledger);
    }

    @Override
    public AttestationVerifier verifier() throws IOException {
        return proofs.verifier();
    }

    @Override
    public Evidence complete(Evidence evidence) throws IOException {
        return proofs.complete(evidence, true).evidence();
    }

    @Override
    public void keep(LeaseId lease, Verdict verdict, String words, SavedEvidence evidence)
            throws IOException {
        try {
            ledger.record(
                    new Proof(
                            lease,
                            Proof.Kind.ATTESTATION,
                            verdict.name(),
                            words,
                            evidence.toJson(),
                            evidence.at()));
        } catch (StoreException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        proofs.close();
    }
}
