package io.p2pcloud.bench;

import io.p2pcloud.app.LocalCloud;
import io.p2pcloud.app.LocalLedger;
import io.p2pcloud.common.FirstBoot;
import io.p2pcloud.journey.RequiredTools;
import io.p2pcloud.provider.ListingTerms;
import io.p2pcloud.tenant.Review;
import io.p2pcloud.tenant.ServerId;
import io.p2pcloud.tenant.ServerSnapshot;
import io.p2pcloud.tenant.ServerSpec;
import io.p2pcloud.tenant.ServerState;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/// One user's first server on his own computer, by the whole product.
final class FirstServer implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration MEASUREMENT = Duration.ofMinutes(20);

    private final LocalLedger ledger;
    private final LocalCloud cloud;
    private final ListingTerms terms;
    private final Review review;

    private FirstServer(LocalLedger ledger, LocalCloud cloud) throws Exception {
        this.ledger = ledger;
        this.cloud = cloud;
        terms = cloud.provider().suggestion(cloud.provider().check());
        var _ = cloud.provider().list(terms);
        review =
                cloud.tenant()
                        .review(
                                new ServerSpec(
                                        "first",
                                        terms.unit(),
                                        "debian-13",
                                        List.of(cloud.tenant().ownSshKey()),
                                        FirstBoot.NONE,
                                        terms.price(),
                                        terms.price().costPerMonth(),
                                        ServerSpec.Mode.BEST_OFFER));
    }

    /// Everything up to the user's confirmation.
    ///
    /// @param folder a new one, with a short path
    static FirstServer prepare(Path folder) throws Exception {
        var folders = RequiredTools.folders(folder);
        var clock = InstantSource.system();
        var ledger = LocalLedger.open(folders.local(), clock);
        try {
            var cloud = LocalCloud.start(folders, ledger, OptionalInt.empty(), _ -> {}, clock);
            try {
                return new FirstServer(ledger, cloud);
            } catch (Exception e) {
                cloud.close();
                throw e;
            }
        } catch (Exception e) {
            ledger.close();
            throw e;
        }
    }

    int diskGib() {
        return terms.unit().diskGib();
    }

    /// Confirms, and waits for the shell.
    ServerSnapshot launch() throws Exception {
        var server = await(cloud.tenant().create(review), FirstServer::isOver);
        if (!(server.state() instanceof ServerState.Running)) {
            throw new IOException("the launch failed: " + server.state());
        }
        return server;
    }

    /// What a command prints in the server.
    String run(ServerId id, String command) throws Exception {
        return cloud.tenant().run(id, command, MEASUREMENT);
    }

    /// Gives the server back.
    void end(ServerId id) throws Exception {
        cloud.tenant().close(id);
        var _ = await(id, found -> found.state() instanceof ServerState.Closed);
    }

    private static boolean isOver(ServerSnapshot server) {
        return server.state() instanceof ServerState.Failed
                || (server.launch().complete() && server.state() instanceof ServerState.Running);
    }

    private ServerSnapshot await(ServerId id, Predicate<ServerSnapshot> until) throws Exception {
        var found = new CompletableFuture<ServerSnapshot>();
        try (var _ =
                cloud.tenant()
                        .servers()
                        .subscribe(servers ->
                                servers.stream()
                                        .filter(server ->
                                                server.id().equals(id) && until.test(server))
                                        .findFirst()
                                        .ifPresent(found::complete))) {
            return found.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
    }

    @Override
    public void close() {
        cloud.close();
        ledger.close();
    }
}
