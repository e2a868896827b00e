package io.p2pcloud.played;

import static org.assertj.core.api.Assertions.assertThat;

import io.p2pcloud.common.FirstBoot;
import io.p2pcloud.common.Rate;
import io.p2pcloud.common.Tier;
import io.p2pcloud.common.TokenAmount;
import io.p2pcloud.market.ComputeUnit;
import io.p2pcloud.tenant.LaunchFailure;
import io.p2pcloud.tenant.ServerId;
import io.p2pcloud.tenant.ServerSnapshot;
import io.p2pcloud.tenant.ServerSpec;
import io.p2pcloud.tenant.ServerState;
import io.p2pcloud.tenant.TestBundle;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/// The tenant's servers, waited for.
final class PlayedServers {
    static final Rate PRICE = Rate.perMonth(TokenAmount.ofDecimal("5", 6));
    private static final Duration SOON = Duration.ofMinutes(1);

    private final PlayedCloud cloud;

    PlayedServers(PlayedCloud cloud) {
        this.cloud = cloud;
    }

    static ComputeUnit unit(Tier tier) {
        return new ComputeUnit(2, 1024, 1, 100, tier);
    }

    ServerSpec spec(String name, Tier tier) {
        return new ServerSpec(
                name,
                unit(tier),
                TestBundle.IMAGE,
                List.of(cloud.tenant.ownSshKey()),
                FirstBoot.NONE,
                PRICE,
                TokenAmount.ofDecimal("10", 6),
                ServerSpec.Mode.BEST_OFFER);
    }

    ServerId create(String name, Tier tier) throws IOException {
        return cloud.tenant.create(cloud.tenant.review(spec(name, tier)));
    }

    String run(ServerId server, String command) throws IOException {
        return cloud.tenant.run(server, command, SOON);
    }

    void stop(ServerId server) throws Exception {
        cloud.tenant.stop(server);
        var _ = await(server, it -> it.state() instanceof ServerState.Stopped);
        cloud.tenant.await(server);
    }

    void close(ServerId server) throws Exception {
        cloud.tenant.close(server);
        var _ = await(server, it -> it.state() instanceof ServerState.Closed);
    }

    void closeAll() throws Exception {
        for (var server : cloud.tenant.servers().get()) {
            if (!(server.state() instanceof ServerState.Closed)) {
                close(server.id());
            }
        }
    }

    ServerSnapshot running(ServerId server) throws Exception {
        return running(server, 1);
    }

    ServerSnapshot running(ServerId server, long boot) throws Exception {
        var settled =
                await(
                        server,
                        it ->
                                (it.state() instanceof ServerState.Running && it.boot() >= boot)
                                        || it.state() instanceof ServerState.Failed);
        assertThat(settled.state()).isInstanceOf(ServerState.Running.class);
        return settled;
    }

    LaunchFailure failed(ServerId server) throws Exception {
        var failed = await(server, it -> it.state() instanceof ServerState.Failed);
        return ((ServerState.Failed) failed.state()).failure();
    }

    /// Starts a server whose start failed once more, and waits until that one failed.
    LaunchFailure failedAgain(ServerId server) throws Exception {
        var launching = new CompletableFuture<Boolean>();
        try (var _ =
                cloud.tenant
                        .servers()
                        .subscribe(all -> {
                            if (all.stream()
                                    .anyMatch(it ->
                                            it.id().equals(server)
                                                    && it.state()
                                                            instanceof ServerState.Launching)) {
                                launching.complete(true);
                            }
                        })) {
            cloud.tenant.start(server);
            assertThat(launching.get(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
        }
        return failed(server);
    }

    /// Accepts what a start failed for, and waits until the next one is under way.
    void accept(ServerId server) throws Exception {
        var failure = failed(server);
        cloud.tenant.accept(server);
        var _ =
                await(
                        server,
                        it ->
                                !(it.state() instanceof ServerState.Failed(var newest)
                                        && newest.equals(failure)));
    }

    private ServerSnapshot await(ServerId server, Predicate<ServerSnapshot> until)
            throws Exception {
        var found = new CompletableFuture<ServerSnapshot>();
        try (var _ =
                cloud.tenant
                        .servers()
                        .subscribe(all ->
                                all.stream()
                                        .filter(it -> it.id().equals(server) && until.test(it))
                                        .findFirst()
                                        .ifPresent(found::complete))) {
            return found.get(SOON.toSeconds(), TimeUnit.SECONDS);
        }
    }
}
