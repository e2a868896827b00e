package io.p2pcloud.tenant;

import io.grpc.StatusException;
import io.p2pcloud.chain.ChainException;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.market.Lease;
import io.p2pcloud.market.LeaseId;
import io.p2pcloud.market.LeaseState;
import io.p2pcloud.market.Marketplace;
import io.p2pcloud.protocol.v1.GetStatusResponse;
import io.p2pcloud.tenant.LaunchFailure.Reason;
import io.p2pcloud.wallet.Signer;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;

/// From a confirmation to a shell, phase by phase. What is about to be done is journaled before it
/// is done, so that a run after a crash goes on from the record alone.
final class LaunchWorkflow {
    private final Marketplace market;
    private final Signer account;
    private final ProviderCalls providers;
    private final Buying buying;
    private final Secrets secrets;
    private final Rebuilding rebuilding;
    private final DiskUpload upload;
    private final BootRun boots;
    private final ShellWait shellWait;
    private final TenantSettings settings;
    private final InstantSource clock;

    LaunchWorkflow(
            Marketplace market,
            Signer account,
            ProviderCalls providers,
            Buying buying,
            Secrets secrets,
            Rebuilding rebuilding,
            DiskUpload upload,
            BootRun boots,
            ShellWait shellWait,
            TenantSettings settings,
            InstantSource clock) {
        this.market = market;
        this.account = account;
        this.providers = providers;
        this.buying = buying;
        this.secrets = secrets;
        this.rebuilding = rebuilding;
        this.upload = upload;
        this.boots = boots;
        this.shellWait = shellWait;
        this.settings = settings;
        this.clock = clock;
    }

    /// The launches of a tenant's service.
    static LaunchWorkflow of(
            TenantParts parts,
            ProviderCalls providers,
            Buying buying,
            Backups backups,
            SshConnector ssh,
            TenantSettings settings) {
        var market = parts.market();
        var boots =
                new BootRun(
                        market,
                        market.digests(),
                        parts.secrets(),
                        parts.secrets().clientKey(),
                        new Judge(parts.images(), parts.attestor(), parts.clock()),
                        settings,
                        parts.clock());
        return new LaunchWorkflow(
                market,
                parts.account(),
                providers,
                buying,
                parts.secrets(),
                new Rebuilding(market, parts.account()),
                new DiskUpload(backups, parts.secrets()),
                boots,
                new ShellWait(ssh, parts.clock()),
                settings,
                parts.clock());
    }

    /// Runs the launch to a shell or to a failure; the case's lock is held by the caller.
    void run(ServerCase server) throws InterruptedException {
        var progress = server.newLaunch(clock);
        if (server.record().stage() == ServerRecord.Stage.STOPPED) {
            // Before the lease is resumed on chain: a program that is killed goes on with the
            // start.
            server.journal("starting", server.record().at(ServerRecord.Stage.LAUNCHING));
        }
        try {
            var told = lease(server, progress);
            server.lease(told.reading());
            boolean listens = machine(server, told, progress);
            shellWait.login(
                    server.record().ssh(),
                    listens,
                    () -> progress.enter(LaunchPhase.SHELL, "logging in with the sealed host key"));
            progress.words(LaunchPhase.SHELL, server.record().ssh().command());
            progress.complete();
            server.journal("running", server.record().at(ServerRecord.Stage.RUNNING));
        } catch (LaunchException e) {
            fail(server, progress, e.reason(), e.sentence());
        } catch (ChainException e) {
            fail(server, progress, Reason.CHAIN_UNREACHABLE, String.valueOf(e.getMessage()));
        } catch (HostKeyMismatchException e) {
            fail(server, progress, Reason.HOST_KEY_MISMATCH, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            fail(server, progress, Reason.SHELL_TIMEOUT, String.valueOf(e.getMessage()));
        }
    }

    private ToldLease lease(ServerCase server, LaunchProgress progress)
            throws LaunchException, InterruptedException {
        var id = server.record().leaseId();
        if (id.isEmpty()) {
            id = Optional.of(order(server, progress));
            server.journal("leased", server.record().leased(id.get()));
        }
        progress.enter(LaunchPhase.MATCH, "reading the lease");
        var told = ToldLease.read(market.told(), id.get());
        progress.words(
                LaunchPhase.MATCH,
                "with provider " + ProviderWords.account(told.provider().account()));
        if (server.record().setup().wipe()) {
            told = rebuilding.named(server.record(), told, progress);
        }
        if (told.lease().state() instanceof LeaseState.Halted) {
            var _ = Buying.done(market.resume(account, told.lease().id()));
        }
        return told;
    }

    private LeaseId order(ServerCase server, LaunchProgress progress)
            throws LaunchException, InterruptedException {
        var record = server.record();
        var launchKey = secrets.launchKey(server.id()).address();
        var earlier = buying.leaseOf(launchKey);
        if (earlier.isPresent()) {
            return earlier.get();
        }
        var version = record.version();
        return switch (record.spec().mode()) {
            case BEST_OFFER -> {
                progress.enter(LaunchPhase.ORDER, "taking the best offer");
                yield buying.takeBest(record.spec(), version, launchKey);
            }
            case WAIT_FOR_BIDS -> {
                progress.enter(LaunchPhase.ORDER, "posting the order");
                if (record.orderId().isEmpty()) {
                    var order = buying.order(record.spec(), version, launchKey, settings.bidWait());
                    server.journal("ordered", record.ordered(order));
                }
                progress.words(
                        LaunchPhase.ORDER,
                        "order " + server.record().orderId().orElseThrow() + " posted");
                progress.enter(LaunchPhase.MATCH, "waiting for bids");
                yield buying.match(server.record().orderId().orElseThrow(), progress);
            }
        };
    }

    /// From the provider's address to the operating system's start.
    ///
    /// @return whether the machine is said to take logins
    private boolean machine(ServerCase server, ToldLease told, LaunchProgress progress)
            throws LaunchException, InterruptedException {
        progress.enter(LaunchPhase.MACHINE, "calling the provider");
        var lease = told.lease();
        try (var client = providers.to(told.provider())) {
            var ready = server.record();
            if (ready.setup().wipe()) {
                // No disk is destroyed for a provider who does not have the new image.
                submit(ready, lease, client);
                ready = Rebuilding.wipe(ready, lease.id(), client, progress);
            } else if (!ready.setup().rescueAhead() && resumed(server, lease, client)) {
                progress.enter(LaunchPhase.BOOT, "the machine runs");
                return true;
            }
            // In one step with what was wiped: the old machine is never taken for the new one.
            server.journal("boot", ready.booting(lease.boot() + 1));
            submit(ready, lease, client);
            upload.send(server, lease.id(), client, progress);
            boots.run(server, told, client, progress);
            progress.enter(LaunchPhase.BOOT, "the operating system starts");
            return client.awaitListening(lease.id());
        } catch (StatusException e) {
            throw ProviderClient.failure(e);
        }
    }

    private static void submit(ServerRecord server, Lease lease, ProviderClient client)
            throws StatusException {
        client.submitManifest(
                lease.id(), server.manifest().toBytes(), Bytes32.ofHex(server.salt()));
    }

    /// Whether this very boot runs already: the program was closed after the guest had booted. The
    /// login with the sealed host key shows that it is the guest that got the key.
    private static boolean resumed(ServerCase server, Lease lease, ProviderClient client)
            throws StatusException {
        int boot = server.record().boot();
        if (boot == 0 || lease.boot() != boot) {
            return false;
        }
        var status = client.status(lease.id());
        boolean runs =
                status.getState() == GetStatusResponse.State.STATE_RUNNING
                        && status.getBoot() == boot;
        if (runs) {
            server.journal(
                    "found", server.record().booted(status.getSshHost(), status.getSshPort()));
        }
        return runs;
    }

    /// A launch that is broken off because the program ends has not failed: the next start goes on
    /// with it.
    private static void fail(
            ServerCase server, LaunchProgress progress, Reason reason, String sentence)
            throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException(sentence);
        }
        var money = money(server.record());
        var failure = new LaunchFailure(progress.current(), reason, sentence, money);
        server.journal("failed", server.record().failed(failure));
        progress.fail(failure);
    }

    private static String money(ServerRecord server) {
        if (server.lease() == null) {
            return "No money was locked.";
        }
        return server.hasRun()
                ? "Its disk is kept while its lease is paid; what is left comes back when you close it."
                : "The deposit is in the lease's escrow; close the server to get it back.";
    }
}
