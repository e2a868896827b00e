package io.p2pcloud.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.stub.StreamObserver;
import io.p2pcloud.common.Address;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.protocol.NodeBinding.Role;
import io.p2pcloud.protocol.v1.GetStatusRequest;
import io.p2pcloud.protocol.v1.GetStatusResponse;
import io.p2pcloud.protocol.v1.LeaseServiceGrpc;
import io.p2pcloud.wallet.SigningKey;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MutualTlsTest {
    private static final long CHAIN = 7272727;
    private static final Address MARKET =
            Address.ofHex("0x00000000000000000000000000000000000000aa");
    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

    private final SecureRandom random = new SecureRandom();
    private final SigningKey provider = SigningKey.create(random);
    private final SigningKey tenant = SigningKey.create(random);
    private final TlsIdentity providerIdentity = identity(provider, Role.PROVIDER, CHAIN, NOW);
    private final AtomicReference<Address> seen = new AtomicReference<>();
    private ProviderEndpoint endpoint;

    @BeforeEach
    void listen() throws IOException {
        endpoint =
                ProviderEndpoint.listen(
                        loopback(0),
                        providerIdentity,
                        CHAIN,
                        MARKET,
                        InstantSource.fixed(NOW),
                        new Recording());
    }

    @AfterEach
    void close() {
        endpoint.close();
    }

    @Test
    void tellsTheServiceWhoseAccountCalls() throws Exception {
        ask(identity(tenant, Role.TENANT, CHAIN, NOW), providerIdentity.spkiSha256());
        assertThat(seen.get()).isEqualTo(tenant.address());
    }

    @Test
    void refusesAProviderWhoseKeyIsNotTheOneOnChain() {
        assertRefused(identity(tenant, Role.TENANT, CHAIN, NOW), Bytes32.ZERO);
    }

    @Test
    void refusesATenantOfAnotherChain() {
        assertRefused(identity(tenant, Role.TENANT, CHAIN + 1, NOW), providerIdentity.spkiSha256());
    }

    @Test
    void refusesAProviderInTheRoleOfATenant() {
        assertRefused(identity(provider, Role.PROVIDER, CHAIN, NOW), providerIdentity.spkiSha256());
    }

    @Test
    void refusesACertificateThatHasExpired() {
        assertRefused(
                identity(tenant, Role.TENANT, CHAIN, NOW.minus(Duration.ofDays(400))),
                providerIdentity.spkiSha256());
    }

    @Test
    void refusesAKeyThatTheAccountDidNotSignFor() {
        var own = identity(tenant, Role.TENANT, CHAIN, NOW);
        var other = identity(SigningKey.create(random), Role.TENANT, CHAIN, NOW);
        assertThatThrownBy(() ->
                        PeerCertificate.check(
                                withBindingOf(own, other), CHAIN, MARKET, Role.TENANT, NOW))
                .hasMessageContaining("did not sign");
    }

    @Test
    void saysWhichPortIsTaken() {
        assertThatThrownBy(() ->
                        ProviderEndpoint.listen(
                                loopback(endpoint.port()),
                                providerIdentity,
                                CHAIN,
                                MARKET,
                                InstantSource.fixed(NOW)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Port " + endpoint.port());
    }

    private void assertRefused(TlsIdentity identity, Bytes32 pin) {
        assertThatThrownBy(() -> ask(identity, pin))
                .isInstanceOfSatisfying(
                        StatusException.class,
                        e ->
                                assertThat(e.getStatus().getCode())
                                        .isEqualTo(Status.Code.UNAVAILABLE));
        assertThat(seen.get()).isNull();
    }

    private void ask(TlsIdentity identity, Bytes32 pin) throws StatusException {
        var target =
                new ProviderConnection.Target(
                        "127.0.0.1", endpoint.port(), provider.address(), pin);
        try (var connection =
                ProviderConnection.to(target, identity, CHAIN, MARKET, InstantSource.fixed(NOW))) {
            var _ =
                    connection
                            .blocking()
                            .withDeadlineAfter(20, TimeUnit.SECONDS)
                            .getStatus(
                                    GetStatusRequest.newBuilder()
                                            .setLeaseId(ByteString.copyFrom(new byte[32]))
                                            .build());
        }
    }

    private TlsIdentity identity(SigningKey account, Role role, long chain, Instant now) {
        return TlsIdentity.create(chain, MARKET, account, role, now, random);
    }

    /// A certificate over `own`'s key that carries the binding of `other`.
    private X509Certificate withBindingOf(TlsIdentity own, TlsIdentity other) throws Exception {
        var name = new X500Name("CN=test");
        var value =
                ASN1OctetString.getInstance(
                                other.certificate().getExtensionValue(BindingExtension.OID.getId()))
                        .getOctets();
        var holder =
                new JcaX509v3CertificateBuilder(
                                name,
                                BigInteger.ONE,
                                own.certificate().getNotBefore(),
                                own.certificate().getNotAfter(),
                                name,
                                own.certificate().getPublicKey())
                        .addExtension(
                                new Extension(
                                        BindingExtension.OID, false, new DEROctetString(value)))
                        .build(new JcaContentSignerBuilder("SHA256withECDSA").build(own.key()));
        return new JcaX509CertificateConverter().getCertificate(holder);
    }

    private static InetSocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /// Remembers who called.
    private final class Recording extends LeaseServiceGrpc.LeaseServiceImplBase {
        @Override
        public void getStatus(
                GetStatusRequest request, StreamObserver<GetStatusResponse> responses) {
            seen.set(Caller.account());
            responses.onNext(GetStatusResponse.getDefaultInstance());
            responses.onCompleted();
        }
    }
}
