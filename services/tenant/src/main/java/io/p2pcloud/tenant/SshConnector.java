package io.p2pcloud.tenant;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.channel.ChannelShell;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.kex.BuiltinDHFactories;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;
import org.apache.sshd.core.CoreModuleProperties;

/// SSH to a server whose host key is known beforehand, because this computer made and sealed it: a
/// machine that answers with another key is not the one that got the disk key, and is refused.
final class SshConnector implements AutoCloseable {
    private static final String USER = "root";
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(20);
    private static final int MAX_OUTPUT = 1 << 20;
    private static final String QUICKEST_KEY_EXCHANGE = BuiltinDHFactories.mlkem768x25519.getName();

    private final SshClient client;
    private final ClientKey key;

    SshConnector(ClientKey key) {
        this.key = key;
        client = SshClient.setUpDefaultClient();
        CoreModuleProperties.HEARTBEAT_INTERVAL.set(client, KEEP_ALIVE);
        // On the client, not on a session: one made after the connection could come too late.
        client.setServerKeyVerifier((session, _, shown) -> HostKeyCheck.of(session).passes(shown));
        // As safe from quantum computers as the library's first choice, and less work on both
        // sides.
        client.setKeyExchangeFactories(
                client.getKeyExchangeFactories().stream()
                        .sorted(
                                Comparator.comparing(
                                        each -> !each.getName().equals(QUICKEST_KEY_EXCHANGE)))
                        .toList());
        // Neither the keys nor the settings in ~/.ssh concern these connections.
        client.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
        client.setHostConfigEntryResolver(HostConfigEntryResolver.EMPTY);
        client.addSessionListener(
                new SessionListener() {
                    @Override
                    public void sessionPeerIdentificationReceived(
                            Session session, String version, List<String> before) {
                        HostKeyCheck.of((ClientSession) session).greeted();
                    }
                });
        client.start();
    }

    /// Logs in and out again.
    ///
    /// @param greeting how long to wait for the server's first line
    /// @param login how long it may take from there
    /// @param greeted called when the first line came
    /// @return false when there was no greeting
    /// @throws IOException when it greeted and did not let us in
    /// @throws HostKeyMismatchException when another machine answers
    boolean probe(SshEndpoint endpoint, Duration greeting, Duration login, Runnable greeted)
            throws IOException, InterruptedException {
        var check = new HostKeyCheck(endpoint.hostKey());
        ClientSession session;
        try {
            session = session(endpoint, check, greeting);
        } catch (IOException _) {
            return false;
        }
        try (session) {
            if (!check.awaitGreeting(greeting)) {
                return false;
            }
            greeted.run();
            authenticate(session, check, endpoint, login);
            return true;
        }
    }

    Shell openShell(SshEndpoint endpoint, int columns, int rows, Duration timeout)
            throws IOException {
        var session = connect(endpoint, timeout);
        try {
            var channel = session.createShellChannel();
            channel.setPtyType("xterm-256color");
            channel.setPtyColumns(columns);
            channel.setPtyLines(rows);
            channel.setRedirectErrorStream(true);
            channel.open().verify(timeout);
            return new RemoteShell(session, channel);
        } catch (IOException | RuntimeException e) {
            session.close();
            throw e;
        }
    }

    /// Runs one command.
    ///
    /// @throws IOException when it takes longer than `timeout` or exits with another status than 0
    String run(SshEndpoint endpoint, String command, Duration timeout) throws IOException {
        try (var session = connect(endpoint, timeout);
                var channel = session.createExecChannel(command)) {
            var output = new Bounded();
            channel.setOut(output);
            channel.setErr(output);
            channel.open().verify(timeout);
            var ended = channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), timeout);
            if (!ended.contains(ClientChannelEvent.CLOSED)) {
                throw new IOException(
                        "The command did not end within " + timeout.toSeconds() + " s.");
            }
            var status = channel.getExitStatus();
            if (status == null || status != 0) {
                throw new IOException(
                        "The command ended with status " + status + ": " + output.text().strip());
            }
            return output.text();
        }
    }

    @Override
    public void close() {
        client.stop();
    }

    private ClientSession connect(SshEndpoint endpoint, Duration timeout) throws IOException {
        var check = new HostKeyCheck(endpoint.hostKey());
        var session = session(endpoint, check, timeout);
        try {
            authenticate(session, check, endpoint, timeout);
            return session;
        } catch (IOException | RuntimeException e) {
            session.close(true);
            throw e;
        }
    }

    private ClientSession session(SshEndpoint endpoint, HostKeyCheck check, Duration timeout)
            throws IOException {
        return client.connect(USER, endpoint.host(), endpoint.port(), check.context(), null)
                .verify(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .getSession();
    }

    private void authenticate(
            ClientSession session, HostKeyCheck check, SshEndpoint endpoint, Duration timeout)
            throws IOException {
        try {
            session.addPublicKeyIdentity(key.pair());
            session.auth().verify(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (IOException e) {
            if (check.failed()) {
                throw new HostKeyMismatchException(endpoint, e);
            }
            throw e;
        }
    }

    private record RemoteShell(ClientSession session, ChannelShell channel) implements Shell {
        @Override
        public InputStream output() {
            return channel.getInvertedOut();
        }

        @Override
        public OutputStream input() {
            return channel.getInvertedIn();
        }

        @Override
        public void resize(int columns, int rows) throws IOException {
            channel.sendWindowChange(columns, rows);
        }

        @Override
        public boolean open() {
            return channel.isOpen();
        }

        @Override
        public void close() {
            session.close(false);
        }
    }

    /// Keeps the first MiB that a command prints; a server must not fill this computer's memory.
    private static final class Bounded extends ByteArrayOutputStream {
        @Override
        public synchronized void write(byte[] bytes, int from, int length) {
            super.write(bytes, from, Math.min(length, MAX_OUTPUT - size()));
        }

        @Override
        public synchronized void write(int value) {
            if (size() < MAX_OUTPUT) {
                super.write(value);
            }
        }

        String text() {
            return toString(StandardCharsets.UTF_8);
        }
    }
}
