package io.p2pcloud.views.example;

import io.p2pcloud.attestation.AttestationPolicy;
import io.p2pcloud.attestation.AttestationVerifier;
import io.p2pcloud.attestation.CpuRule;
import io.p2pcloud.attestation.Evidence;
import io.p2pcloud.attestation.TcbVersion;
import io.p2pcloud.attestation.TrustedRoots;
import io.p2pcloud.attestation.keyservice.CompletedEvidence;
import io.p2pcloud.attestation.keyservice.KeyServiceAnswer.Cause;
import io.p2pcloud.attestation.keyservice.KeyServiceAnswer.NotFound;
import io.p2pcloud.common.Bytes;
import io.p2pcloud.views.session.ProofDesk;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Judges like the real one, with the certificates that a test says AMD has.
public final class FakeProofDesk implements ProofDesk {
    public TrustedRoots roots = TrustedRoots.amd();
    public AttestationPolicy policy = AttestationPolicy.shipped();
    public final List<Bytes> amd = new ArrayList<>();
    public @Nullable String broken;

    @Override
    public AttestationPolicy policy() throws IOException {
        if (broken != null) {
            throw new IOException(broken);
        }
        return policy;
    }

    @Override
    public void raise(CpuRule rule, TcbVersion minimum) throws IOException {
        policy = policy().raisedBy(AttestationPolicy.undemanding().raising(rule, minimum));
    }

    @Override
    public AttestationVerifier verifier() throws IOException {
        return new AttestationVerifier(roots, policy());
    }

    @Override
    public CompletedEvidence complete(Evidence evidence, boolean ask) {
        if (!ask) {
            return new CompletedEvidence(evidence, List.of());
        }
        return amd.isEmpty()
                ? new CompletedEvidence(
                        evidence,
                        List.of(
                                new NotFound(
                                        Cause.UNREACHABLE,
                                        "AMD's key service (kdsintf.amd.com) cannot be reached:"
                                                + " ConnectException. Try again later.")))
                : new CompletedEvidence(evidence.withCertificates(amd), List.of());
    }
}
