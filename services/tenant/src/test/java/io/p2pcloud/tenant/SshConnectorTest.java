package io.p2pcloud.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.p2pcloud.wallet.Keystore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.kex.KexProposalOption;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;
import org.apache.sshd.server.SshServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SshConnectorTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir Path folder;
    private final AtomicInteger logins = new AtomicInteger();
    private final AtomicInteger greetings = new AtomicInteger();
    private final SshServer server = SshServer.setUpDefaultServer();
    private final KeyPair hostKey = newKey();
    private SshConnector connector;

    @BeforeEach
    void start() throws IOException {
        server.setHost("127.0.0.1");
        server.setKeyPairProvider(KeyPairProvider.wrap(hostKey));
        server.setPublickeyAuthenticator((_, _, _) -> {
            logins.incrementAndGet();
            return true;
        });
        server.start();
        var random = new SecureRandom();
        connector =
                new SshConnector(
                        ClientKey.loadOrCreate(
                                new Keystore(folder.resolve("keys"), random), random));
    }

    @AfterEach
    void stop() throws IOException {
        connector.close();
        server.stop(true);
    }

    @Test
    void logsInToTheMachineWithTheSealedHostKey() {
        assertThatCode(() -> login(hostKey)).doesNotThrowAnyException();
        assertThat(logins).hasPositiveValue();
    }

    @Test
    void refusesAMachineWithAnotherHostKeyInOneSentenceAndShowsItNoKey() {
        assertThatThrownBy(() -> login(newKey()))
                .isInstanceOf(HostKeyMismatchException.class)
                .hasMessage(
                        "The machine at 127.0.0.1:%d does not show the host key that was sealed into"
                                        .formatted(server.getPort())
                                + " your server. Nothing was sent to it; do not use it.");
        assertThat(logins).hasValue(0);
    }

    @Test
    void agreesOnAKeyByMlKemBesideX25519() throws Exception {
        var agreed = new AtomicReference<String>();
        server.addSessionListener(
                new SessionListener() {
                    @Override
                    public void sessionEvent(Session session, Event event) {
                        if (event == Event.KeyEstablished) {
                            agreed.set(
                                    session.getNegotiatedKexParameter(
                                            KexProposalOption.ALGORITHMS));
                        }
                    }
                });

        login(hostKey);

        assertThat(agreed).hasValue("mlkem768x25519-sha256");
    }

    @Test
    void aPortWithoutAServerBehindItIsNoGreeting() throws Exception {
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var endpoint =
                    new SshEndpoint(
                            "127.0.0.1", silent.getLocalPort(), endpoint(hostKey).hostKey());
            assertThat(
                            connector.probe(
                                    endpoint,
                                    Duration.ofMillis(300),
                                    SOON,
                                    greetings::incrementAndGet))
                    .isFalse();
        }
        assertThat(greetings).hasValue(0);
    }

    private void login(KeyPair expected) throws Exception {
        assertThat(connector.probe(endpoint(expected), SOON, SOON, greetings::incrementAndGet))
                .isTrue();
        assertThat(greetings).hasValue(1);
    }

    private SshEndpoint endpoint(KeyPair expected) {
        return new SshEndpoint(
                "127.0.0.1", server.getPort(), PublicKeyEntry.toString(expected.getPublic()));
    }

    private static KeyPair newKey() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
