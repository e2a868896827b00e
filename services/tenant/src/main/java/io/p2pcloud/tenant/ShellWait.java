package io.p2pcloud.tenant;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Waits until a starting machine's SSH lets the tenant in.
final class ShellWait {
    private static final Duration BOOT = Duration.ofMinutes(4);
    private static final Duration FIRST_TRY = Duration.ofMillis(250);
    private static final Duration LONGEST_TRY = Duration.ofSeconds(15);
    private static final Duration LOGIN = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final SshConnector connector;
    private final InstantSource clock;
    private final CountDownLatch never = new CountDownLatch(1);

    ShellWait(SshConnector connector, InstantSource clock) {
        this.connector = connector;
        this.clock = clock;
    }

    /// Until the server greets, then logs in over that same connection.
    ///
    /// A forwarded port accepts connections long before the machine has a network, a connection
    /// begun too early stays lost for seconds, and each one given up reaches the machine later and
    /// costs it a process: a machine that says when it listens is asked once. At others, tries are
    /// short at first; they grow, because a slow machine needs long for its greeting.
    ///
    /// @param listens whether the machine is said to take logins
    /// @param greeted called once, when the server has greeted
    /// @throws IOException when it did not greet in four minutes
    /// @throws HostKeyMismatchException when another machine answers
    void login(SshEndpoint endpoint, boolean listens, Runnable greeted)
            throws IOException, InterruptedException {
        Instant deadline = clock.instant().plus(BOOT);
        var patience = listens ? LONGEST_TRY : FIRST_TRY;
        while (clock.instant().isBefore(deadline)) {
            if (connector.probe(endpoint, patience, LOGIN, greeted)) {
                return;
            }
            var grown = patience.multipliedBy(9).dividedBy(8);
            patience = grown.compareTo(LONGEST_TRY) < 0 ? grown : LONGEST_TRY;
            var _ = never.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        }
        throw new IOException(
                "The machine was started but its SSH did not answer within "
                        + BOOT.toMinutes()
                        + " minutes; look at its console.");
    }
}
