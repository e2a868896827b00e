package io.p2pcloud.protocol;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.p2pcloud.common.Address;
import io.p2pcloud.protocol.NodeBinding.Role;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import javax.net.ssl.SSLPeerUnverifiedException;

/// Whose account stands behind a call.
public final class Caller {
    private static final Context.Key<Address> ACCOUNT = Context.key("p2pcloud-account");

    private Caller() {}

    /// The account of the call that the present thread serves.
    ///
    /// @throws IllegalStateException outside a call
    public static Address account() {
        var account = ACCOUNT.get();
        if (account == null) {
            throw new IllegalStateException("not inside a call");
        }
        return account;
    }

    /// Reads the account from the certificate that TLS has accepted.
    record FromCertificate(long chainId, Address market, InstantSource clock)
            implements ServerInterceptor {
        @Override
        public <Q, A> ServerCall.Listener<Q> interceptCall(
                ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
            var session = call.getAttributes().get(Grpc.TRANSPORT_ATTR_SSL_SESSION);
            try {
                if (session != null
                        && session.getPeerCertificates()[0] instanceof X509Certificate shown) {
                    var peer =
                            PeerCertificate.check(
                                    shown, chainId, market, Role.TENANT, clock.instant());
                    var context = Context.current().withValue(ACCOUNT, peer.account());
                    return Contexts.interceptCall(context, call, headers, next);
                }
            } catch (SSLPeerUnverifiedException | CertificateException e) {
                return refuse(call, "the certificate was refused: " + e.getMessage());
            }
            return refuse(call, "no certificate was shown");
        }

        private static <Q, A> ServerCall.Listener<Q> refuse(ServerCall<Q, A> call, String why) {
            call.close(Status.UNAUTHENTICATED.withDescription(why), new Metadata());
            return new ServerCall.Listener<>() {};
        }
    }
}
