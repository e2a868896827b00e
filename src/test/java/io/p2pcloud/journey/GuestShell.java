package io.p2pcloud.journey;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.keyverifier.AcceptAllServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.jspecify.annotations.Nullable;

/// SSH as root, with a key of its own.
public final class GuestShell implements AutoCloseable {
    private static final Duration LOGIN = Duration.ofMinutes(2);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final KeyPair pair;
    private final SshClient client = SshClient.setUpDefaultClient();
    private @Nullable ClientSession session;

    public GuestShell() throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        pair = generator.generateKeyPair();
        client.setServerKeyVerifier(AcceptAllServerKeyVerifier.INSTANCE);
        client.start();
    }

    public String publicLine() {
        return PublicKeyEntry.toString(pair.getPublic()) + " test";
    }

    /// As soon as the server answers.
    public void login(int port) throws IOException, InterruptedException {
        login(port, LOGIN);
    }

    /// @param patience how long the server may take to say that it is one
    /// @throws IOException when it does not, or does not let this key in
    void login(int port, Duration patience) throws IOException, InterruptedException {
        var never = new CountDownLatch(1);
        long deadline = System.nanoTime() + patience.toNanos();
        while (!answers(port, patience) && System.nanoTime() < deadline) {
            var _ = never.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        }
        session = client.connect("root", "127.0.0.1", port).verify(LOGIN).getSession();
        session.addPublicKeyIdentity(pair);
        var _ = session.auth().verify(LOGIN);
    }

    public String run(String command) throws IOException {
        return session().executeRemoteCommand(command);
    }

    /// Runs a command whose answer may never come.
    public void tell(String command) throws IOException {
        var _ = session().createExecChannel(command).open().verify(LOGIN);
    }

    @Override
    public void close() {
        client.stop();
    }

    private ClientSession session() {
        if (session == null) {
            throw new IllegalStateException("not logged in");
        }
        return session;
    }

    private static boolean answers(int port, Duration patience) {
        try (var socket = new Socket()) {
            socket.setSoTimeout((int) patience.toMillis());
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            var seen = socket.getInputStream().readNBytes(4);
            return new String(seen, StandardCharsets.US_ASCII).equals("SSH-");
        } catch (IOException _) {
            return false;
        }
    }
}
