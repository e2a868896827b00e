package io.p2pcloud.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.p2pcloud.app.Folders;
import io.p2pcloud.app.LocalCloud;
import io.p2pcloud.app.LocalLedger;
import io.p2pcloud.common.FirstBoot;
import io.p2pcloud.common.Signal;
import io.p2pcloud.common.TokenAmount;
import io.p2pcloud.history.EntryFilter;
import io.p2pcloud.history.EntryKind;
import io.p2pcloud.history.EntrySort;
import io.p2pcloud.history.LeasePhase;
import io.p2pcloud.history.Role;
import io.p2pcloud.market.LeaseId;
import io.p2pcloud.tenant.AttestationMark;
import io.p2pcloud.tenant.ServerId;
import io.p2pcloud.tenant.ServerSnapshot;
import io.p2pcloud.tenant.ServerSpec;
import io.p2pcloud.tenant.ServerState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// From nothing to a shell and back to settled money, on the parts that users get.
class FirstServerJourneyTest {
    private static final Duration LAUNCH = Duration.ofMinutes(8);
    private static final Duration SOON = Duration.ofMinutes(3);

    @TempDir static Path home;

    private final InstantSource clock = InstantSource.system();

    @BeforeAll
    static void tools() {
        RequiredTools.check();
    }

    /// Guests outlive the program by design; those of a failed test must not outlive the test.
    @AfterEach
    void endWhatIsLeft() {
        left().forEach(ProcessHandle::destroyForcibly);
    }

    private static Stream<ProcessHandle> left() {
        return ProcessHandle.allProcesses()
                .filter(process ->
                        process.info()
                                .commandLine()
                                .filter(line -> line.contains(home.toString()))
                                .filter(line -> line.contains("qemu"))
                                .isPresent());
    }

    @Test
    void aServerIsTakenUsedPaidClosedAndReadOffline() throws Exception {
        LeaseId lease;
        try (var ledger = LocalLedger.open(folders().local(), clock)) {
            try (var cloud = start(ledger)) {
                lease = liveOneLease(cloud);
            }
            assertNothingIsLeft();
        }
        // Later, with no chain and no network: the ledger alone tells the whole story.
        try (var offline = LocalLedger.open(folders().local(), clock)) {
            var kinds =
                    offline
                            .ledger()
                            .entries(EntryFilter.ALL.ofLease(lease), EntrySort.OLDEST, null, 100)
                            .rows()
                            .stream()
                            .map(line -> line.entry().kind())
                            .toList();
            assertThat(kinds)
                    .contains(
                            EntryKind.MATCHED,
                            EntryKind.DEPOSITED,
                            EntryKind.ACTIVATED,
                            EntryKind.CONFIRMED,
                            EntryKind.PAID,
                            EntryKind.EARNED,
                            EntryKind.REFUNDED,
                            EntryKind.CLOSED);
            var row = offline.ledger().lease(lease, Role.TENANT).orElseThrow();
            assertThat(row.lease().phase()).isEqualTo(LeasePhase.CLOSED);
        }
    }

    private LeaseId liveOneLease(LocalCloud cloud) throws Exception {
        var before = cloud.market().tokenBalance(cloud.tenantAccount()).value();
        var readiness = cloud.provider().check();
        assertThat(readiness.tier()).isPresent();
        var terms = cloud.provider().suggestion(readiness);
        var _ = cloud.provider().list(terms);

        var spec =
                new ServerSpec(
                        "journey",
                        terms.unit(),
                        "debian-13",
                        List.of(cloud.tenant().ownSshKey()),
                        new FirstBoot(
                                List.of("ada"),
                                List.of(),
                                "#!/bin/sh\nid -un ada > /root/from-script\n"),
                        terms.price(),
                        terms.price().costPerMonth(),
                        ServerSpec.Mode.BEST_OFFER);
        var review = cloud.tenant().review(spec);
        assertThat(review.candidates().fits()).hasSize(1);
        var id = cloud.tenant().create(review);
        var server = awaitServer(cloud, id, LAUNCH, FirstServerJourneyTest::settledLaunch);
        assertThat(server.state()).isInstanceOf(ServerState.Running.class);
        assertThat(server.mark()).isEqualTo(AttestationMark.NOT_ATTESTED);
        var lease = server.lease().orElseThrow();

        assertThat(cloud.tenant().run(id, "uname -a; findmnt -no FSTYPE,SOURCE /", SOON))
                .contains("Linux journey")
                .contains("overlay");
        assertThat(keyOnHost(cloud, id)).as("the disk is ciphertext to its host").isFalse();

        var _ =
                awaitSignal(
                        cloud.provider().state(),
                        state ->
                                state.leases().stream()
                                        .filter(hosted -> hosted.earned().units().signum() > 0)
                                        .findFirst(),
                        SOON);

        var madeFirst = "until [ -s from-script ]; do sleep 1; done; cat from-script";
        assertThat(cloud.tenant().run(id, madeFirst, SOON)).isEqualToIgnoringNewLines("ada");
        assertThat(cloud.tenant().run(id, "su ada -c 'cat ~/.ssh/authorized_keys'", SOON))
                .contains(cloud.tenant().ownSshKey());

        cloud.tenant().close(id);
        var _ =
                awaitServer(
                        cloud,
                        id,
                        SOON,
                        snapshot ->
                                snapshot.state() instanceof ServerState.Closed
                                        ? Optional.of(snapshot)
                                        : Optional.empty());
        var read = cloud.market().lease(lease);
        assertThat(read.trust().isProven()).as("the lease is proven, not believed").isTrue();
        var settled = read.value().orElseThrow();
        assertThat(settled.escrow()).isEqualTo(TokenAmount.ZERO);
        var closed =
                EntryFilter.ALL.ofLease(lease).as(Role.TENANT).ofKinds(Set.of(EntryKind.CLOSED));
        var _ =
                awaitSignal(
                        cloud.ledger().summary(),
                        summary ->
                                cloud.ledger().count(closed) == 1
                                        ? Optional.of(summary)
                                        : Optional.empty(),
                        SOON);
        var paid =
                cloud.ledger()
                        .totals(EntryFilter.ALL.ofLease(lease).as(Role.TENANT))
                        .of(EntryKind.PAID);
        var after = cloud.market().tokenBalance(cloud.tenantAccount()).value();
        assertThat(before.minus(after)).as("what left the account was paid").isEqualTo(paid);
        return lease;
    }

    /// A marker that the guest wrote to its disk must not be readable in the host's image of it.
    private static boolean keyOnHost(LocalCloud cloud, ServerId id) throws IOException {
        var marker = "marker-3c1f9d27-plain-text";
        var _ =
                cloud.tenant()
                        .run(
                                id,
                                "for i in $(seq 2000); do echo "
                                        + marker
                                        + "; done > /root/m; sync",
                                SOON);
        try (var volumes = Files.list(home.resolve("data/local/volumes"))) {
            for (var volume : volumes.toList()) {
                if (DiskSearch.contains(volume, marker)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static void assertNothingIsLeft() throws IOException {
        try (var volumes = Files.list(home.resolve("data/local/volumes"))) {
            assertThat(volumes).isEmpty();
        }
        assertThat(left()).isEmpty();
    }

    @Test
    void aSecondProgramOnTheSameFolderIsToldWhoOwnsIt() throws Exception {
        try (var _ = LocalLedger.open(folders().local(), clock)) {
            assertThatThrownBy(() -> LocalLedger.open(folders().local(), clock))
                    .hasMessageContaining("running already");
        }
    }

    private LocalCloud start(LocalLedger ledger) throws Exception {
        return LocalCloud.start(folders(), ledger, OptionalInt.empty(), _ -> {}, clock);
    }

    private static Folders folders() {
        return RequiredTools.folders(home.resolve("data"));
    }

    private static Optional<ServerSnapshot> settledLaunch(ServerSnapshot snapshot) {
        boolean over =
                snapshot.state() instanceof ServerState.Running
                        || snapshot.state() instanceof ServerState.Failed;
        return over ? Optional.of(snapshot) : Optional.empty();
    }

    private static ServerSnapshot awaitServer(
            LocalCloud cloud,
            ServerId id,
            Duration timeout,
            Function<ServerSnapshot, Optional<ServerSnapshot>> until)
            throws Exception {
        return awaitSignal(
                cloud.tenant().servers(),
                servers ->
                        servers.stream()
                                .filter(server -> server.id().equals(id))
                                .flatMap(server -> until.apply(server).stream())
                                .findFirst(),
                timeout);
    }

    private static <T, R> R awaitSignal(
            Signal<T> signal, Function<T, Optional<R>> find, Duration timeout) throws Exception {
        var found = new CompletableFuture<R>();
        var subscription = signal.subscribe(value -> find.apply(value).ifPresent(found::complete));
        try {
            return found.get(timeout.toSeconds(), TimeUnit.SECONDS);
        } finally {
            subscription.close();
        }
    }
}
