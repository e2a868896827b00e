package io.p2pcloud.tenant;

import io.grpc.StatusException;
import io.p2pcloud.market.Lease;
import io.p2pcloud.market.LeaseId;
import io.p2pcloud.market.LeaseState;
import io.p2pcloud.market.Marketplace;
import io.p2pcloud.tenant.ServerRecord.Stage;
import io.p2pcloud.wallet.Signer;
import java.time.InstantSource;

/// A stop as the tenant wants it: the machine shuts down, then its lease is halted on chain. The
/// disk stays.
final class Stopping {
    private final Marketplace market;
    private final Signer account;
    private final ProviderCalls providers;
    private final Goodbyes goodbyes;

    Stopping(Marketplace market, Signer account, ProviderCalls providers, InstantSource clock) {
        this.market = market;
        this.account = account;
        this.providers = providers;
        goodbyes = new Goodbyes(market.digests(), clock);
    }

    /// The case's lock is held by the caller.
    void run(ServerCase server) throws LaunchException, StatusException {
        stop(server, false);
    }

    /// The same for a copy of the disk: a program that is killed meanwhile starts the machine
    /// again.
    void pause(ServerCase server) throws LaunchException, StatusException {
        stop(server, true);
    }

    private void stop(ServerCase server, boolean forACopy) throws LaunchException, StatusException {
        var before = server.record();
        var lease = before.leaseId().orElseThrow();
        var setup = before.setup().stopping(forACopy);
        server.journal("stopping", before.at(Stage.STOPPED).with(setup));
        shutDown(server, before, lease);
        halt(lease);
    }

    /// A lease that nothing is paid for, or less already, has no such step.
    private void halt(LeaseId id) throws LaunchException {
        var state = market.told().lease(id).value().map(Lease::state);
        if (state.filter(Stopping::runs).isPresent()) {
            var _ = Buying.done(market.halt(account, id));
        }
    }

    private static boolean runs(LeaseState state) {
        return state instanceof LeaseState.Active || state instanceof LeaseState.Interrupted;
    }

    /// Ends a machine whose next boot is to be launched at once; a program that is killed meanwhile
    /// goes on to that. The case's lock is held by the caller.
    void end(ServerCase server) throws LaunchException, StatusException {
        var before = server.record();
        var lease = before.leaseId().orElseThrow();
        server.journal("restarting", before.at(Stage.LAUNCHING));
        shutDown(server, before, lease);
    }

    private void shutDown(ServerCase server, ServerRecord before, LeaseId lease)
            throws LaunchException, StatusException {
        try (var client = providers.to(server)) {
            goodbyes.note(server, lease, client.stop(lease).getGoodbye());
        } catch (LaunchException | StatusException | RuntimeException e) {
            if (before.stage() == Stage.FAILED) {
                server.journal("failed", before);
            } else {
                server.journal("running", server.record().at(Stage.RUNNING)); // as far as is known
            }
            throw e;
        }
    }

    /// Ends a stop that was begun; the word on chain is its last step.
    void resume(ServerCase server) throws LaunchException, StatusException {
        var lease = market.lease(server.record().leaseId().orElseThrow()).value();
        if (lease.isPresent() && lease.get().state() instanceof LeaseState.Active) {
            run(server);
        }
    }
}
