package io.p2pcloud.tenant;

import io.grpc.StatusException;
import io.p2pcloud.market.LeaseId;
import io.p2pcloud.market.Marketplace;
import io.p2pcloud.wallet.Signer;
import java.util.List;

/// What a launch does before all else when its server was rebuilt: the lease names the new
/// manifest, the old machine ends, and the provider destroys its disk. Each step can be done again,
/// so that a launch after a crash goes on from the record.
final class Rebuilding {
    private final Marketplace market;
    private final Signer account;

    Rebuilding(Marketplace market, Signer account) {
        this.market = market;
        this.account = account;
    }

    /// Has the lease name the manifest of the server as it is now.
    ///
    /// @return the lease as it is told then
    ToldLease named(ServerRecord server, ToldLease told, LaunchProgress progress)
            throws LaunchException {
        var lease = told.lease();
        if (lease.version().equals(server.version())) {
            return told;
        }
        progress.words(LaunchPhase.MATCH, "naming the new image on chain");
        var _ = Buying.done(market.updateVersion(account, List.of(lease.id()), server.version()));
        return ToldLease.read(market.told(), lease.id());
    }

    /// Has the provider end the old machine and destroy its disk.
    ///
    /// @return the server as it is then
    static ServerRecord wipe(
            ServerRecord server, LeaseId lease, ProviderClient client, LaunchProgress progress)
            throws StatusException {
        progress.words(LaunchPhase.MACHINE, "stopping the old machine");
        var _ = client.stop(lease);
        progress.words(LaunchPhase.MACHINE, "destroying the old disk");
        client.discardDisk(lease);
        return server.with(server.setup().wiped());
    }
}
