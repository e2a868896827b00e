package io.p2pcloud.app.attestation;

import io.p2pcloud.attestation.AttestationPolicy;
import io.p2pcloud.attestation.AttestationVerifier;
import io.p2pcloud.attestation.CpuRule;
import io.p2pcloud.attestation.Evidence;
import io.p2pcloud.attestation.TcbVersion;
import io.p2pcloud.attestation.TrustedRoots;
import io.p2pcloud.attestation.keyservice.AmdKeyService;
import io.p2pcloud.attestation.keyservice.CertificateCache;
import io.p2pcloud.attestation.keyservice.CertificateFinder;
import io.p2pcloud.attestation.keyservice.CompletedEvidence;
import io.p2pcloud.attestation.keyservice.KeyService;
import io.p2pcloud.views.session.ProofDesk;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;

/// Judges proofs by AMD's roots, the user's policy file and the certificates kept on disk: the same
/// files that the command line uses.
public final class LocalProofs implements ProofDesk, AutoCloseable {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    private final PolicyFile policy;
    private final CertificateCache cache;
    private final HttpClient client;
    private final KeyService amd;
    private final InstantSource clock;

    private LocalProofs(
            PolicyFile policy, CertificateCache cache, HttpClient client, InstantSource clock) {
        this.policy = policy;
        this.cache = cache;
        this.client = client;
        this.clock = clock;
        amd = new AmdKeyService(client, AmdKeyService.ADDRESS, clock, Thread::sleep);
    }

    /// @param data where the user's stricter policy may lie
    /// @param cache where AMD's answers are kept
    public static LocalProofs open(Path data, Path cache, InstantSource clock) {
        return new LocalProofs(
                PolicyFile.in(data),
                new CertificateCache(AttestationCommand.certificates(cache)),
                HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).build(),
                clock);
    }

    @Override
    public AttestationPolicy policy() throws IOException {
        try {
            return policy.inForce();
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public void raise(CpuRule rule, TcbVersion minimum) throws IOException {
        policy.raise(rule, minimum);
    }

    @Override
    public AttestationVerifier verifier() throws IOException {
        return new AttestationVerifier(TrustedRoots.amd(), policy());
    }

    @Override
    public CompletedEvidence complete(Evidence evidence, boolean ask) throws IOException {
        var service = ask ? amd : KeyService.offline();
        return new CertificateFinder(verifier(), cache, service, clock).complete(evidence);
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
