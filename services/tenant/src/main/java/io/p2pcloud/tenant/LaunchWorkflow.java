package io.p2pcloud.tenant;

import io.grpc.StatusException;
import io.grpc.stub.BlockingClientCall;
import io.p2pcloud.chain.ChainException;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.market.Lease;
import io.p2pcloud.market.LeaseId;
import io.p2pcloud.market.LeaseState;
import io.p2pcloud.market.Marketplace;
import io.p2pcloud.protocol.Manifest;
import io.p2pcloud.protocol.TlsIdentity;
import io.p2pcloud.protocol.v1.Booted;
import io.p2pcloud.protocol.v1.GetStatusResponse;
import io.p2pcloud.protocol.v1.LaunchRequest;
import io.p2pcloud.protocol.v1.LaunchResponse;
import io.p2pcloud.release.LeaseBoot;
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
    private final TlsIdentity identity;
    private final Buying buying;
    private final Secrets secrets;
    private final ClientKey clientKey;
    private final DiskUpload upload;
    private final ShellWait shellWait;
    private final TenantSettings settings;
    private final InstantSource clock;

    LaunchWorkflow(
            Marketplace market,
            Signer account,
            TlsIdentity identity,
            Buying buying,
            Secrets secrets,
            ClientKey clientKey,
            DiskUpload upload,
            ShellWait shellWait,
            TenantSettings settings,
            InstantSource clock) {
        this.market = market;
        this.account = account;
        this.identity = identity;
        this.buying = buying;
        this.secrets = secrets;
        this.clientKey = clientKey;
        this.upload = upload;
        this.shellWait = shellWait;
        this.settings = settings;
        this.clock = clock;
    }

    /// Runs the launch to a shell or to a failure; the case's lock is held by the caller.
    void run(ServerCase server) throws InterruptedException {
        var progress = server.newLaunch(clock);
        try {
            var told = lease(server, progress);
            server.lease(told.lease());
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
        if (told.lease().state() instanceof LeaseState.Halted) {
            var _ = market.resume(account, told.lease().id()).orThrow();
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
        var version = Manifest.hash(manifest(record).toBytes(), Bytes32.ofHex(record.salt()));
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
        try (var client = ProviderClient.to(told.provider(), identity, market, clock)) {
            if (resumed(server, lease, client)) {
                progress.enter(LaunchPhase.BOOT, "the machine runs");
                return true;
            }
            server.journal("boot", server.record().booting(lease.boot() + 1));
            client.submitManifest(
                    lease.id(),
                    manifest(server.record()).toBytes(),
                    Bytes32.ofHex(server.record().salt()));
            upload.send(server, lease.id(), client, progress);
            boot(server, told, client, progress);
            progress.enter(LaunchPhase.BOOT, "the operating system starts");
            return client.awaitListening(lease.id());
        } catch (StatusException e) {
            throw ProviderClient.failure(e);
        }
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

    private void boot(
            ServerCase server, ToldLease told, ProviderClient client, LaunchProgress progress)
            throws LaunchException, StatusException, InterruptedException {
        var boot =
                new Boot(
                        new LeaseBoot(
                                market.chainId().value(),
                                market.address(),
                                told.lease().id().value(),
                                server.record().boot()),
                        secrets.launchKey(server.id()),
                        market.digests(),
                        secrets);
        var call = client.launch();
        try {
            send(call, LaunchRequest.newBuilder().setHello(boot.hello()).build());
            var evidence = next(call, progress, LaunchPhase.MACHINE).getEvidence();
            var guest = Boot.read(evidence);
            progress.enter(LaunchPhase.PROOF, "");
            var lease = told.proven(market);
            server.lease(lease);
            judge(lease, progress);
            progress.enter(LaunchPhase.UNLOCK, "sealing the disk key to the guest");
            var release = boot.release(guest, server.record(), settings, secrets, clientKey);
            send(call, LaunchRequest.newBuilder().setRelease(release).build());
            var answer = next(call, progress, LaunchPhase.UNLOCK);
            if (answer.hasActivated()) {
                progress.words(LaunchPhase.UNLOCK, "activated on chain; the disk is opened");
                answer = next(call, progress, LaunchPhase.UNLOCK);
            }
            Booted booted = answer.getBooted();
            boot.check(booted, guest, server.record());
            progress.words(
                    LaunchPhase.UNLOCK,
                    booted.getFormatted() ? "disk formatted and open" : "disk open");
            server.journal(
                    "booted", server.record().booted(booted.getSshHost(), booted.getSshPort()));
        } finally {
            call.cancel("the launch is over", null);
        }
    }

    /// The tier stands in the lease on chain and is never the machine's own word.
    private static void judge(Lease lease, LaunchProgress progress) throws LaunchException {
        switch (lease.tier()) {
            case STANDARD ->
                    progress.words(
                            LaunchPhase.PROOF,
                            "not attested: the provider can obtain everything on this machine");
            case CONFIDENTIAL ->
                    throw new LaunchException(
                            Reason.EVIDENCE_REFUSED,
                            "This version launches STANDARD machines only; no key was sent to the"
                                    + " confidential one.");
        }
    }

    private static void send(
            BlockingClientCall<LaunchRequest, LaunchResponse> call, LaunchRequest request)
            throws StatusException, InterruptedException {
        var _ = call.write(request);
    }

    /// The next answer that is no mere progress.
    private static LaunchResponse next(
            BlockingClientCall<LaunchRequest, LaunchResponse> call,
            LaunchProgress progress,
            LaunchPhase phase)
            throws LaunchException, StatusException, InterruptedException {
        while (true) {
            var answer = call.read();
            if (answer == null) {
                throw new LaunchException(
                        Reason.PROVIDER_UNREACHABLE, "The provider ended the launch early.");
            }
            switch (answer.getMessageCase()) {
                case PHASE ->
                        progress.words(phase, ProviderWords.shown(answer.getPhase().getWords()));
                case REFUSED ->
                        throw new LaunchException(
                                Reason.PROVIDER_REFUSED,
                                ProviderWords.shown(answer.getRefused().getWords()));
                case MESSAGE_NOT_SET ->
                        throw new LaunchException(
                                Reason.PROVIDER_REFUSED,
                                "The provider speaks a newer protocol than this program.");
                case EVIDENCE, ACTIVATED, BOOTED -> {
                    return answer;
                }
            }
        }
    }

    private static Manifest manifest(ServerRecord record) {
        return new Manifest(record.spec().imageId(), Bytes32.ofHex(record.imageRootHash()));
    }

    private static void fail(
            ServerCase server, LaunchProgress progress, Reason reason, String sentence) {
        var money =
                server.record().lease() == null
                        ? "No money was locked."
                        : "The deposit is in the lease's escrow; close the server to get it back.";
        var failure = new LaunchFailure(progress.current(), reason, sentence, money);
        server.journal("failed", server.record().failed(failure));
        progress.fail(failure);
    }
}
