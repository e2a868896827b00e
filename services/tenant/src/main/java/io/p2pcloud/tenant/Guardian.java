package io.p2pcloud.tenant;

import io.p2pcloud.tenant.ServerRecord.Stage;
import java.lang.System.Logger;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Answers for the tenant when a machine of his ended by itself, with its host, or by a reboot from
/// inside: its end is noted, then the next boot is launched by the same checks as the first one. A
/// machine that he stopped stays off, and one whose launch was refused on grounds of trust waits
/// for him.
final class Guardian {
    private static final Logger LOG = System.getLogger(Guardian.class.getName());

    private final RestartPolicy policy;
    private final Machines machines;
    private final Launching launching;
    private final InstantSource clock;
    private final Map<ServerId, Restarts> restarts = new ConcurrentHashMap<>();

    /// Who knows what a machine does.
    interface Machines {
        MachineWord word(ServerCase server);
    }

    /// Runs a launch to its end.
    interface Launching {
        void run(ServerCase server) throws InterruptedException;
    }

    Guardian(RestartPolicy policy, Machines machines, Launching launching, InstantSource clock) {
        this.policy = policy;
        this.machines = machines;
        this.launching = launching;
        this.clock = clock;
    }

    /// Looks at a server if it is time to, and launches its next boot if it should run and does
    /// not; blocks while it does.
    void look(ServerCase server) throws InterruptedException {
        var kept = restarts.computeIfAbsent(server.id(), _ -> new Restarts(policy));
        if (!kept.isDue(clock.instant()) || !isEnded(server, kept)) {
            return;
        }
        if (!server.lock.tryLock()) {
            return; // the tenant himself is doing something with it
        }
        try {
            if (!mayRun(server.record())) {
                return; // he did so while the provider was asked
            }
            kept.begun(clock.instant());
            LOG.log(Logger.Level.INFO, "starting {0} again", server.record().spec().name());
            // Its end is recorded before the next boot is released, or a host could run two.
            server.journal("ended", server.record().at(Stage.LAUNCHING));
            launching.run(server);
        } finally {
            kept.ended(clock.instant());
            server.lock.unlock();
        }
    }

    private boolean isEnded(ServerCase server, Restarts kept) {
        if (!mayRun(server.record())) {
            return false;
        }
        if (server.record().stage() == Stage.FAILED) {
            return true;
        }
        kept.looked(clock.instant());
        return switch (machines.word(server)) {
            case ENDED -> true;
            case RUNS, STARTING, SILENT -> false;
        };
    }

    private static boolean mayRun(ServerRecord record) {
        return switch (record.stage()) {
            case RUNNING -> true;
            case FAILED -> {
                var failure = record.failure();
                yield record.formatted() && failure != null && mayTryAgain(failure.reason());
            }
            case ORDERING, LAUNCHING, STOPPED, CLOSING, CLOSED -> false;
        };
    }

    /// Whether time alone may mend it. What casts doubt on the machine is for the tenant to judge.
    private static boolean mayTryAgain(LaunchFailure.Reason reason) {
        return switch (reason) {
            case CHAIN_UNREACHABLE,
                    PROVIDER_UNREACHABLE,
                    PROVIDER_REFUSED,
                    GUEST_FAILED,
                    SHELL_TIMEOUT,
                    RELEASE_LIMIT,
                    INTERRUPTED ->
                    true;
            case NO_OFFER,
                    PRICE_ROSE,
                    NOT_ENOUGH_MONEY,
                    CHAIN_REFUSED,
                    PROVIDER_IDENTITY,
                    NO_BID,
                    EVIDENCE_REFUSED,
                    EVIDENCE_DOUBTS,
                    NO_MEASUREMENT,
                    EARLIER_BOOT_OPEN,
                    WRONG_GUEST_SIGNATURE,
                    HOST_KEY_MISMATCH,
                    BACKUP_UNUSABLE,
                    CANCELLED ->
                    false;
        };
    }
}
