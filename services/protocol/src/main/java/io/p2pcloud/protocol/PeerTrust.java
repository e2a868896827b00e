package io.p2pcloud.protocol;

import io.p2pcloud.common.Address;
import io.p2pcloud.protocol.NodeBinding.Role;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.function.Predicate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/// TLS's question "do I trust this certificate?" answered by [PeerCertificate] and one more
/// condition, instead of by certificate authorities and host names. Extends the *extended* manager,
/// because the JDK wraps a plain one with host name checks that mean nothing here.
final class PeerTrust extends X509ExtendedTrustManager {
    private final long chainId;
    private final Address market;
    private final Role expected;
    private final Predicate<PeerCertificate.Peer> accepted;
    private final InstantSource clock;

    PeerTrust(
            long chainId,
            Address market,
            Role expected,
            Predicate<PeerCertificate.Peer> accepted,
            InstantSource clock) {
        this.chainId = chainId;
        this.market = market;
        this.expected = expected;
        this.accepted = accepted;
        this.clock = clock;
    }

    private void check(X509Certificate[] chain) throws CertificateException {
        if (chain == null || chain.length != 1) {
            throw new CertificateException("expected exactly one self-signed certificate");
        }
        var peer = PeerCertificate.check(chain[0], chainId, market, expected, clock.instant());
        if (!accepted.test(peer)) {
            throw new CertificateException(
                    "the key of " + peer.account() + " is not the one that stands on chain");
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type)
            throws CertificateException {
        check(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
            throws CertificateException {
        check(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
            throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type)
            throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
            throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
            throws CertificateException {
        check(chain);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
