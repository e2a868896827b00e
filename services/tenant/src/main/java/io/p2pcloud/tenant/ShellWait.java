package io.p2pcloud.tenant;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Waits until a starting machine's SSH answers.
final class ShellWait {
    private static final Duration BOOT = Duration.ofMinutes(4);
    private static final Duration TRY = Duration.ofSeconds(4);
    private static final Duration LOGIN = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(150);
    private static final byte[] BANNER = "SSH-2.0".getBytes(StandardCharsets.US_ASCII);

    private final SshConnector connector;
    private final InstantSource clock;
    private final CountDownLatch never = new CountDownLatch(1);

    ShellWait(SshConnector connector, InstantSource clock) {
        this.connector = connector;
        this.clock = clock;
    }

    /// Until the server sends its banner. A forwarded port accepts connections long before that.
    ///
    /// @throws IOException when none came in four minutes
    void banner(SshEndpoint endpoint) throws IOException, InterruptedException {
        Instant deadline = clock.instant().plus(BOOT);
        while (!answers(endpoint)) {
            if (clock.instant().isAfter(deadline)) {
                throw new IOException(
                        "The machine was started but its SSH did not answer within "
                                + BOOT.toMinutes()
                                + " minutes; look at its console.");
            }
            var _ = never.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    void login(SshEndpoint endpoint) throws IOException {
        connector.probe(endpoint, LOGIN);
    }

    private static boolean answers(SshEndpoint endpoint) {
        try (var socket = new Socket()) {
            socket.setSoTimeout((int) TRY.toMillis());
            socket.connect(
                    new InetSocketAddress(endpoint.host(), endpoint.port()), (int) TRY.toMillis());
            var seen = socket.getInputStream().readNBytes(BANNER.length);
            return Arrays.equals(seen, BANNER);
        } catch (IOException _) {
            return false;
        }
    }
}
