package io.p2pcloud.provider;

import com.google.protobuf.ByteString;
import io.p2pcloud.common.Address;
import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.market.LeaseId;
import io.p2pcloud.protocol.Caller;
import io.p2pcloud.protocol.Manifest;
import io.p2pcloud.protocol.v1.GetStatusResponse;
import io.p2pcloud.protocol.v1.ReadConsoleResponse;
import io.p2pcloud.protocol.v1.RefusalReason;
import io.p2pcloud.protocol.v1.StopResponse;
import io.p2pcloud.provider.LeaseAccess.Act;
import java.io.IOException;
import java.time.Duration;

/// What tenants may ask for, each checked against the lease on chain first.
final class LeaseDesk {
    private static final Duration HELLO = Duration.ofSeconds(30);
    private static final Duration LISTENING = Duration.ofMinutes(1);
    private static final Duration GOODBYE = Duration.ofSeconds(100);

    private final LeaseAccess access;
    private final LaunchDesk launches;
    private final GuestStarter starter;
    private final HostSettings settings;
    private final Runnable changed;

    LeaseDesk(
            LeaseAccess access,
            LaunchDesk launches,
            GuestStarter starter,
            HostSettings settings,
            Runnable changed) {
        this.access = access;
        this.launches = launches;
        this.starter = starter;
        this.settings = settings;
        this.changed = changed;
    }

    void submitManifest(LeaseId id, Bytes manifest, Bytes32 salt) throws Refusal, IOException {
        var hosted = access.open(Act.MANIFEST, Caller.account(), id);
        if (!Manifest.hash(manifest, salt).equals(hosted.lease().version())) {
            throw new Refusal(
                    RefusalReason.REFUSAL_REASON_MANIFEST_MISMATCH,
                    "The manifest is not the one that the lease names on chain.");
        }
        Manifest parsed;
        try {
            parsed = Manifest.parse(manifest);
        } catch (IllegalArgumentException e) {
            throw new Refusal(
                    RefusalReason.REFUSAL_REASON_BAD_REQUEST,
                    "The manifest cannot be read: " + e.getMessage());
        }
        var _ = starter.image(parsed);
        hosted.lock.lock();
        try {
            hosted.journal("manifest", hosted.state().withManifest(manifest));
        } finally {
            hosted.lock.unlock();
        }
        changed.run();
    }

    void launch(Address caller, TenantLine tenant)
            throws Refusal, IOException, InterruptedException {
        var first = tenant.next(HELLO);
        if (!first.hasHello()) {
            throw new Refusal(
                    RefusalReason.REFUSAL_REASON_BAD_REQUEST, "A launch begins with a hello.");
        }
        var hello = first.getHello();
        var hosted =
                access.open(
                        Act.LAUNCH,
                        caller,
                        new LeaseId(Bytes32.of(hello.getLeaseId().toByteArray())));
        if (!hosted.lock.tryLock()) {
            throw new Refusal(
                    RefusalReason.REFUSAL_REASON_ALREADY_RUNNING,
                    "This machine is being started or stopped just now; try again in a minute.");
        }
        try {
            launches.run(hosted, hello, tenant);
        } finally {
            hosted.lock.unlock();
            changed.run();
        }
    }

    GetStatusResponse status(LeaseId id) throws Refusal {
        var hosted = access.open(Act.STATUS, Caller.account(), id);
        var life = hosted.life();
        var beat = life == null ? null : life.newest();
        var status =
                GetStatusResponse.newBuilder()
                        .setState(
                                switch (hosted.phase()) {
                                    case WAITING, STOPPED, CLOSING, CLOSED ->
                                            GetStatusResponse.State.STATE_STOPPED;
                                    case STARTING -> GetStatusResponse.State.STATE_STARTING;
                                    case RUNNING -> GetStatusResponse.State.STATE_RUNNING;
                                })
                        .setBoot(hosted.state().boot())
                        .setSshHost(settings.advertisedHost())
                        .setSshPort(hosted.state().sshPort())
                        .setServedSeconds(beat == null ? 0 : beat.served().toSeconds());
        var lastWord = hosted.state().lastWord();
        return lastWord == null ? status.build() : status.setGoodbye(lastWord.message()).build();
    }

    /// @return whether the machine's SSH listens, as the guest says; false when it does not run, or
    ///   said nothing for a minute
    boolean awaitListening(LeaseId id) throws Refusal, InterruptedException {
        var life = access.open(Act.STATUS, Caller.account(), id).life();
        return life != null && life.awaitListening(LISTENING);
    }

    StopResponse stop(LeaseId id) throws Refusal, InterruptedException {
        var hosted = access.open(Act.STOP, Caller.account(), id);
        hosted.lock.lockInterruptibly();
        try {
            var life = hosted.life();
            boolean graceful = life != null && life.stop(GOODBYE);
            starter.remove(hosted);
            hosted.journal("stopped", hosted.state());
            var stopped = StopResponse.newBuilder().setGraceful(graceful);
            var lastWord = hosted.state().lastWord();
            return lastWord == null
                    ? stopped.build()
                    : stopped.setGoodbye(lastWord.message()).build();
        } finally {
            hosted.lock.unlock();
            changed.run();
        }
    }

    /// The console as it was recorded, and what follows until the machine ends.
    ///
    /// @throws IOException when the tenant hung up, or does not read
    void console(Address caller, LeaseId id, long offset, TenantOutlet<ReadConsoleResponse> outlet)
            throws Refusal, IOException, InterruptedException {
        var hosted = access.open(Act.CONSOLE, caller, id);
        var guest = hosted.guest();
        if (guest == null) {
            throw new Refusal(
                    RefusalReason.REFUSAL_REASON_HOST_FAILED,
                    "The machine is not running, so it has no console.");
        }
        try (var console = new ConsoleTail(guest.serialLog(), offset)) {
            while (true) {
                var data = console.next(hosted.guest() != null);
                if (data.size() == 0 && hosted.guest() == null) {
                    return;
                }
                outlet.send(
                        ReadConsoleResponse.newBuilder()
                                .setData(ByteString.copyFrom(data.toArray()))
                                .setNextOffset(console.offset())
                                .build());
            }
        }
    }
}
