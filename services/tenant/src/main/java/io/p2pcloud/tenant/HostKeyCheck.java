package io.p2pcloud.tenant;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.AttributeRepository;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;

/// The one host key that a connection may meet, and whether the server has greeted. It travels with
/// the connection, so that it is there before the server can send anything.
final class HostKeyCheck {
    private static final AttributeRepository.AttributeKey<HostKeyCheck> OF_CONNECTION =
            new AttributeRepository.AttributeKey<>();

    private final PublicKey expected;
    private final CountDownLatch greeted = new CountDownLatch(1);
    private volatile boolean failed;

    /// @param hostKey in OpenSSH's one-line form
    HostKeyCheck(String hostKey) {
        try {
            expected =
                    PublicKeyEntry.parsePublicKeyEntry(hostKey)
                            .resolvePublicKey(null, null, PublicKeyEntryResolver.FAILING);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("our own host key cannot be read", e);
        }
    }

    /// What to connect with.
    AttributeRepository context() {
        return AttributeRepository.ofKeyValuePair(OF_CONNECTION, this);
    }

    /// @throws IllegalStateException when the session was opened without one
    static HostKeyCheck of(ClientSession session) {
        var context = session.getConnectionContext();
        var check = context == null ? null : context.getAttribute(OF_CONNECTION);
        if (check == null) {
            throw new IllegalStateException("a connection without an expected host key");
        }
        return check;
    }

    /// The server's first line came.
    void greeted() {
        greeted.countDown();
    }

    /// @return false when the server did not greet in time
    boolean awaitGreeting(Duration patience) throws InterruptedException {
        return greeted.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    boolean passes(PublicKey shown) {
        boolean same = KeyUtils.compareKeys(shown, expected);
        failed |= !same;
        return same;
    }

    /// Whether another key was shown.
    boolean failed() {
        return failed;
    }
}
