package io.p2pcloud.tenant;

import io.grpc.StatusException;
import io.grpc.stub.BlockingClientCall;
import io.p2pcloud.market.Lease;
import io.p2pcloud.market.LeaseSource;
import io.p2pcloud.market.MarketDigests;
import io.p2pcloud.protocol.v1.Booted;
import io.p2pcloud.protocol.v1.LaunchRequest;
import io.p2pcloud.protocol.v1.LaunchResponse;
import io.p2pcloud.release.GrantOutcome;
import io.p2pcloud.release.GuestLine;
import io.p2pcloud.release.LeaseBoot;
import io.p2pcloud.release.ReleaseGrant;
import io.p2pcloud.tenant.LaunchFailure.Reason;

/// One boot of a server's machine with its provider: greeting, judgement, release, answer.
final class BootRun {
    private final LeaseSource market;
    private final MarketDigests digests;
    private final Secrets secrets;
    private final ClientKey clientKey;
    private final TenantSettings settings;

    BootRun(
            LeaseSource market,
            MarketDigests digests,
            Secrets secrets,
            ClientKey clientKey,
            TenantSettings settings) {
        this.market = market;
        this.digests = digests;
        this.secrets = secrets;
        this.clientKey = clientKey;
        this.settings = settings;
    }

    /// From the hello to the opened disk.
    void run(ServerCase server, ToldLease told, ProviderClient client, LaunchProgress progress)
            throws LaunchException, StatusException, InterruptedException {
        var boot =
                new Boot(
                        new LeaseBoot(
                                digests.chain().value(),
                                digests.market(),
                                told.lease().id().value(),
                                server.record().boot()),
                        told.lease().version(),
                        secrets.launchKey(server.id()),
                        digests,
                        secrets);
        var call = client.launch();
        try {
            send(call, LaunchRequest.newBuilder().setHello(boot.hello()).build());
            var evidence = next(call, progress, LaunchPhase.MACHINE).getEvidence();
            var guest = Boot.read(evidence);
            progress.enter(LaunchPhase.PROOF, "");
            var lease = told.proven(market);
            server.lease(lease);
            var grant = judge(lease, boot, guest, progress);
            progress.enter(LaunchPhase.UNLOCK, "sealing the disk key to the guest");
            var release = boot.release(grant, server.record(), settings, secrets, clientKey);
            send(call, LaunchRequest.newBuilder().setRelease(release).build());
            var answer = next(call, progress, LaunchPhase.UNLOCK);
            if (answer.hasActivated()) {
                progress.words(LaunchPhase.UNLOCK, "activated on chain; the disk is opened");
                answer = next(call, progress, LaunchPhase.UNLOCK);
            }
            Booted booted = answer.getBooted();
            boot.check(booted, grant, server.record());
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
    private static ReleaseGrant judge(
            Lease lease, Boot boot, GuestLine.Evidence guest, LaunchProgress progress)
            throws LaunchException {
        return switch (ReleaseGrant.unattested(lease.tier(), boot.session(), guest)) {
            case GrantOutcome.Granted(ReleaseGrant grant) -> {
                progress.words(
                        LaunchPhase.PROOF,
                        "not attested: the provider can obtain everything on this machine");
                yield grant;
            }
            case GrantOutcome.Refused _ ->
                    throw new LaunchException(
                            Reason.EVIDENCE_REFUSED,
                            "This version launches STANDARD machines only; no key was sent to the"
                                    + " confidential one.");
        };
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
}
