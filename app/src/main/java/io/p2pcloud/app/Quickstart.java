package io.p2pcloud.app;

import io.p2pcloud.common.FirstBoot;
import io.p2pcloud.common.TokenAmount;
import io.p2pcloud.history.EntryFilter;
import io.p2pcloud.history.EntryKind;
import io.p2pcloud.history.Role;
import io.p2pcloud.market.Lease;
import io.p2pcloud.market.LeaseId;
import io.p2pcloud.provider.HostedLease;
import io.p2pcloud.provider.ListingTerms;
import io.p2pcloud.tenant.LaunchPhase;
import io.p2pcloud.tenant.LaunchSnapshot;
import io.p2pcloud.tenant.PhaseRow;
import io.p2pcloud.tenant.ServerId;
import io.p2pcloud.tenant.ServerSnapshot;
import io.p2pcloud.tenant.ServerSpec;
import io.p2pcloud.tenant.ServerState;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// From nothing to a shell in a server of one's own, and back to settled money.
final class Quickstart {
    private static final String COMMAND = "uname -a";
    private static final Duration LAUNCH = Duration.ofMinutes(15);
    private static final Duration HEARTBEAT = Duration.ofMinutes(3);
    private static final Duration CLOSE = Duration.ofMinutes(3);
    private static final Duration SHELL = Duration.ofSeconds(90);
    private static final String NAME = "my-first-server";
    private static final int DEPOSIT_MONTHS = 2;

    private final Consumer<String> say;
    private final InstantSource clock;
    private final String image;
    private final List<String> keys;
    private final ServerSpec.Mode mode;
    private final Map<String, Object> told = new LinkedHashMap<>();

    /// @param keys who may log in; empty for the keys in the user's `~/.ssh`
    Quickstart(
            Consumer<String> say,
            InstantSource clock,
            String image,
            List<String> keys,
            ServerSpec.Mode mode) {
        this.say = say;
        this.clock = clock;
        this.image = image;
        this.keys = List.copyOf(keys);
        this.mode = mode;
    }

    /// @return what happened, for `--json`
    /// @throws UserError with one sentence when a step fails; the lease is closed then
    Map<String, Object> run(Folders folders, OptionalInt chainPort, boolean keep)
            throws UserError, InterruptedException {
        say.accept("Starting the embedded chain and both sides on this computer");
        try (var ledger = LocalLedger.open(folders.local(), clock);
                var cloud = LocalCloud.start(folders, ledger, chainPort, _ -> {}, clock)) {
            var earlier = earlier(cloud);
            var id = earlier.isPresent() ? resume(cloud, earlier.get()) : begin(cloud);
            try {
                // An earlier run may have been killed while it closed the server.
                boolean runs = !isOver(cloud, id);
                if (runs) {
                    use(cloud, id);
                }
                if (runs && keep) {
                    kept(cloud, id);
                    return told;
                }
            } catch (UserError e) {
                close(cloud, id);
                throw e;
            }
            close(cloud, id);
            settle(cloud, id);
            return told;
        } catch (IOException e) {
            throw new UserError(String.valueOf(e.getMessage()), e);
        }
    }

    private ServerId begin(LocalCloud cloud) throws IOException, UserError, InterruptedException {
        var terms = new OwnOffer(cloud, say).list();
        var review = cloud.tenant().review(spec(cloud, terms));
        say.accept("Confirmed: deposit " + money(cloud, review.locked()));
        return launched(cloud, cloud.tenant().create(review));
    }

    /// A server that an earlier run left: it was killed, or kept the server.
    private static Optional<ServerSnapshot> earlier(LocalCloud cloud) {
        return cloud.tenant().servers().get().stream()
                .filter(server -> !(server.state() instanceof ServerState.Closed))
                .findFirst();
    }

    private ServerId resume(LocalCloud cloud, ServerSnapshot server)
            throws UserError, InterruptedException {
        say.accept("Going on with " + server.spec().name() + ", which an earlier run left");
        told.put("resumed", true);
        switch (server.state()) {
            case ServerState.Failed _, ServerState.Stopped _ -> cloud.tenant().start(server.id());
            case ServerState.Launching _,
                    ServerState.Running _,
                    ServerState.Closing _,
                    ServerState.Closed _ -> {
                // Goes on by itself.
            }
        }
        return launched(cloud, server.id());
    }

    private ServerSpec spec(LocalCloud cloud, ListingTerms terms) throws IOException {
        var offered = new OwnOffer(cloud, say).free();
        var unit = offered.map(offer -> offer.unit()).orElse(terms.unit());
        var price = offered.map(offer -> offer.price()).orElse(terms.price());
        var found = keys.isEmpty() ? cloud.tenant().sshKeysFound() : keys;
        return new ServerSpec(
                NAME,
                unit,
                image,
                found.isEmpty() ? List.of(cloud.tenant().ownSshKey()) : found,
                FirstBoot.NONE,
                price,
                price.costPerMonth().times(DEPOSIT_MONTHS),
                mode);
    }

    private ServerId launched(LocalCloud cloud, ServerId id)
            throws UserError, InterruptedException {
        var started = clock.instant();
        var printed = new HashSet<LaunchPhase>();
        var server =
                await(
                        cloud,
                        id,
                        LAUNCH,
                        snapshot -> {
                            progress(snapshot.launch(), printed);
                            return (snapshot.launch().complete()
                                            && snapshot.state() instanceof ServerState.Running)
                                    || snapshot.state() instanceof ServerState.Failed
                                    || snapshot.state() instanceof ServerState.Closed;
                        });
        told.put("server", server.map(found -> found.spec().name()).orElse(""));
        told.put("lease", server.flatMap(ServerSnapshot::lease).map(LeaseId::toHex).orElse(""));
        if (server.map(ServerSnapshot::state).orElse(null)
                instanceof ServerState.Failed(var failure)) {
            close(cloud, id);
            throw new UserError(failure.sentence() + " " + failure.money());
        }
        if (isClosed(cloud, id)) {
            return id;
        }
        if (server.isEmpty()) {
            close(cloud, id);
            throw new UserError("The server did not start within " + LAUNCH.toMinutes() + " min.");
        }
        told.put("secondsToShell", Duration.between(started, clock.instant()).toMillis() / 1000.0);
        told.put("attestation", server.get().mark().name());
        told.put("phases", phases(server.get().launch()));
        return id;
    }

    private void use(LocalCloud cloud, ServerId id) throws UserError, InterruptedException {
        try {
            var answer = cloud.tenant().run(id, COMMAND, SHELL).strip();
            say.accept("$ " + COMMAND);
            say.accept(answer);
            told.put("uname", answer);
        } catch (IOException e) {
            throw new UserError(String.valueOf(e.getMessage()), e);
        }
        say.accept("Waiting for a heartbeat of the guest to be paid on chain");
        var paid = awaitLease(cloud, lease -> lease.earned().units().signum() > 0, HEARTBEAT);
        if (paid.isEmpty()) {
            throw new UserError(
                    "No heartbeat was paid within " + HEARTBEAT.toMinutes() + " minutes.");
        }
        say.accept("Paid so far: " + money(cloud, paid.get().earned()));
        told.put("heartbeatPaid", paid.get().earned().units().toString());
    }

    private void kept(LocalCloud cloud, ServerId id) {
        find(cloud, id)
                .ifPresent(server -> {
                    if (server.state() instanceof ServerState.Running(var ssh)) {
                        var command = SshWords.of(cloud.tenant(), server, ssh);
                        say.accept("The server keeps running: " + command);
                        told.put("ssh", command);
                        told.put("hostKey", ssh.hostKey());
                    }
                });
        say.accept("Start p2pcloud again to see it; its heartbeats are paid while that runs.");
    }

    private void close(LocalCloud cloud, ServerId id) throws InterruptedException {
        say.accept("Closing: the guest stops, its disk is destroyed, the escrow settles");
        if (!isClosed(cloud, id)) {
            cloud.tenant().close(id);
        }
        var closed =
                await(cloud, id, CLOSE, snapshot -> snapshot.state() instanceof ServerState.Closed);
        told.put("closed", closed.isPresent());
    }

    /// Nothing may be left in escrow, and what was paid out of it must be what the ledger says.
    private void settle(LocalCloud cloud, ServerId id) throws UserError, InterruptedException {
        var lease = find(cloud, id).flatMap(ServerSnapshot::lease).orElseThrow();
        var ours = EntryFilter.ALL.ofLease(lease).as(Role.TENANT);
        var whole =
                Waiting.on(
                        cloud.ledger().summary(),
                        _ ->
                                cloud.ledger().count(ours.ofKinds(Set.of(EntryKind.CLOSED))) > 0
                                        ? Optional.of(cloud.ledger().totals(ours))
                                        : Optional.empty(),
                        CLOSE);
        var totals =
                whole.orElseThrow(
                        () -> new UserError("The end of the lease did not reach the ledger."));
        var escrow =
                cloud.market().lease(lease).value().map(Lease::escrow).orElse(TokenAmount.ZERO);
        var paid = totals.of(EntryKind.PAID);
        told.put("deposited", totals.of(EntryKind.DEPOSITED).units().toString());
        told.put("paid", paid.units().toString());
        told.put("refunded", totals.of(EntryKind.REFUNDED).units().toString());
        told.put("escrowLeft", escrow.units().toString());
        told.put("unit", "millionths of " + cloud.market().config().tokenSymbol());
        say.accept(
                "Settled: %s deposited, %s paid, %s refunded, %s left in escrow"
                        .formatted(
                                money(cloud, totals.of(EntryKind.DEPOSITED)),
                                money(cloud, paid),
                                money(cloud, totals.of(EntryKind.REFUNDED)),
                                money(cloud, escrow)));
        var gone = paid.plus(totals.of(EntryKind.REFUNDED)).plus(totals.of(EntryKind.BOUNTY_PAID));
        if (!escrow.isZero() || !gone.equals(totals.of(EntryKind.DEPOSITED))) {
            throw new UserError("The escrow did not settle to the unit; see p2pcloud's History.");
        }
    }

    private void progress(LaunchSnapshot launch, Set<LaunchPhase> printed) {
        for (var row : launch.phases()) {
            if (row.progress() instanceof PhaseRow.Progress.Done(Duration took)
                    && printed.add(row.phase())) {
                say.accept(
                        "  %-8s %6.1f s  %s"
                                .formatted(
                                        row.phase().name().toLowerCase(Locale.ROOT),
                                        took.toMillis() / 1000.0,
                                        row.words()));
            }
        }
    }

    private static Map<String, Double> phases(LaunchSnapshot launch) {
        var seconds = new LinkedHashMap<String, Double>();
        for (var row : launch.phases()) {
            if (row.progress() instanceof PhaseRow.Progress.Done(Duration took)) {
                seconds.put(row.phase().name().toLowerCase(Locale.ROOT), took.toMillis() / 1000.0);
            }
        }
        return seconds;
    }

    private static boolean isClosed(LocalCloud cloud, ServerId id) {
        return find(cloud, id)
                .filter(server -> server.state() instanceof ServerState.Closed)
                .isPresent();
    }

    /// Also when only the chain knows: the program was killed before it wrote down that it closes.
    private static boolean isOver(LocalCloud cloud, ServerId id) {
        return isClosed(cloud, id)
                || find(cloud, id)
                        .flatMap(ServerSnapshot::lease)
                        .flatMap(lease -> cloud.market().lease(lease).value())
                        .filter(lease -> !lease.state().isOpen())
                        .isPresent();
    }

    private static Optional<ServerSnapshot> find(LocalCloud cloud, ServerId id) {
        return cloud.tenant().servers().get().stream()
                .filter(server -> server.id().equals(id))
                .findFirst();
    }

    private static Optional<ServerSnapshot> await(
            LocalCloud cloud, ServerId id, Duration timeout, Predicate<ServerSnapshot> until)
            throws InterruptedException {
        return Waiting.on(
                cloud.tenant().servers(),
                servers ->
                        servers.stream()
                                .filter(server -> server.id().equals(id) && until.test(server))
                                .findFirst(),
                timeout);
    }

    private static Optional<HostedLease> awaitLease(
            LocalCloud cloud, Predicate<HostedLease> until, Duration timeout)
            throws InterruptedException {
        return Waiting.on(
                cloud.provider().state(),
                state -> state.leases().stream().filter(until).findFirst(),
                timeout);
    }

    private static String money(LocalCloud cloud, TokenAmount amount) {
        return OwnOffer.money(cloud, amount);
    }
}
