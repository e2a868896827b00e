package io.p2pcloud.tenant;

import io.grpc.StatusException;
import io.grpc.stub.BlockingClientCall;
import io.p2pcloud.common.Bytes;
import io.p2pcloud.market.LeaseSource;
import io.p2pcloud.market.MarketDigests;
import io.p2pcloud.protocol.v1.Booted;
import io.p2pcloud.protocol.v1.LaunchRequest;
import io.p2pcloud.protocol.v1.LaunchResponse;
import io.p2pcloud.release.LeaseBoot;
import io.p2pcloud.release.ReleaseGrant;
import io.p2pcloud.tenant.LaunchFailure.Reason;
import java.time.InstantSource;

/// One boot of a server's machine with its provider: greeting, judgement, release, answer.
final class BootRun {
    /// Words about what he does; a provider that goes on for longer wants something else.
    private static final int MAX_PHASES = 256;

    private final LeaseSource market;
    private final MarketDigests digests;
    private final Secrets secrets;
    private final ClientKey clientKey;
    private final Judge judge;
    private final Goodbyes goodbyes;
    private final TenantSettings settings;
    private final InstantSource clock;

    BootRun(
            LeaseSource market,
            MarketDigests digests,
            Secrets secrets,
            ClientKey clientKey,
            Judge judge,
            TenantSettings settings,
            InstantSource clock) {
        this.market = market;
        this.digests = digests;
        this.secrets = secrets;
        this.clientKey = clientKey;
        this.judge = judge;
        this.settings = settings;
        this.clock = clock;
        goodbyes = new Goodbyes(digests, clock);
    }

    /// From the hello to the opened disk.
    void run(ServerCase server, ToldLease told, ProviderClient client, LaunchProgress progress)
            throws LaunchException, StatusException, InterruptedException {
        if (server.record().confidence().mayRun()) {
            var lease = told.lease().id();
            goodbyes.note(server, lease, client.status(lease).getGoodbye());
        }
        var expected = judge.expected(server.record(), told.lease());
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
            var asked = clock.instant();
            send(
                    call,
                    LaunchRequest.newBuilder()
                            .setHello(boot.hello(server.record().setup().given()))
                            .build());
            var evidence = next(call, progress, LaunchPhase.MACHINE).getEvidence();
            var guest = Boot.read(evidence);
            progress.enter(LaunchPhase.PROOF, "");
            var proven = told.proven(market);
            server.lease(proven);
            var lease = proven.value();
            var certificates = Bytes.of(evidence.getCertificates().toByteArray());
            var grant =
                    judge.grant(
                            server, lease, expected, boot.session(), guest, certificates, asked);
            judged(server, grant, progress);
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
            var opened = server.record().booted(booted.getSshHost(), booted.getSshPort());
            server.journal(
                    "booted", opened.with(opened.setup().startedFrom(Boot.bundle(evidence))));
        } finally {
            call.cancel("the launch is over", null);
        }
    }

    /// Notes, before a key leaves, which machine is given it.
    private void judged(ServerCase server, ReleaseGrant grant, LaunchProgress progress) {
        var record = server.record();
        var giving = record.confidence().giving(clock.instant());
        switch (grant) {
            case ReleaseGrant.Unattested _ -> {
                server.journal("releasing", record.with(giving));
                progress.words(
                        LaunchPhase.PROOF,
                        "not attested: the provider can obtain everything on this machine");
            }
            case ReleaseGrant.Attested attested -> {
                var proof = attested.proof();
                boolean doubts = !proof.acceptedDoubts().isEmpty();
                var mark =
                        proof.simulated()
                                ? AttestationMark.SIMULATED
                                : doubts
                                        ? AttestationMark.ATTESTED_WITH_DOUBTS
                                        : AttestationMark.ATTESTED;
                server.journal(
                        "releasing",
                        record.with(
                                giving.releasing(
                                        record.boot(),
                                        proof.report().chipId(),
                                        attested.guest().guestKey().address(),
                                        mark)));
                progress.words(
                        LaunchPhase.PROOF,
                        doubts
                                ? "verified on this computer, with doubts that you accepted"
                                : "verified on this computer");
            }
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
        for (int phases = 0; phases < MAX_PHASES; phases++) {
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
        throw new LaunchException(
                Reason.PROVIDER_REFUSED, "The provider sends words without end; choose another.");
    }
}
