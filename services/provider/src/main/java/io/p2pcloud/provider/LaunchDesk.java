package io.p2pcloud.provider;

import com.google.protobuf.ByteString;
import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.launcher.hypervisor.Guest;
import io.p2pcloud.market.Activation;
import io.p2pcloud.market.LeaseState;
import io.p2pcloud.market.Marketplace;
import io.p2pcloud.protocol.v1.Hello;
import io.p2pcloud.protocol.v1.RefusalReason;
import io.p2pcloud.protocol.v1.Release;
import io.p2pcloud.provider.LeaseAccess.Act;
import io.p2pcloud.release.EcdsaSignature;
import io.p2pcloud.release.GuestLine;
import io.p2pcloud.release.LeaseBoot;
import io.p2pcloud.release.Secp256k1Key;
import io.p2pcloud.wallet.Signature;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Function;

/// One boot of a lease's machine, from the tenant's hello to the guest's BOOTED. The provider
/// relays the sealed payload only after it holds a valid activation signature, because without one
/// nobody would ever pay for this boot.
final class LaunchDesk {
    private static final Duration EVIDENCE = Duration.ofMinutes(3);
    private static final Duration RELEASE = Duration.ofMinutes(10);
    private static final Duration BOOTED = Duration.ofMinutes(5);

    private final Marketplace market;
    private final LeaseAccess access;
    private final ChainActs acts;
    private final GuestStarter starter;
    private final HostSettings settings;
    private final InstantSource clock;
    private final LaunchLimits limits;

    LaunchDesk(
            Marketplace market,
            LeaseAccess access,
            ChainActs acts,
            GuestStarter starter,
            HostSettings settings,
            InstantSource clock) {
        this.market = market;
        this.access = access;
        this.acts = acts;
        this.starter = starter;
        this.settings = settings;
        this.clock = clock;
        limits = new LaunchLimits(clock);
    }

    /// Runs a launch to its end; the case's lock is held by the caller.
    ///
    /// @throws Refusal when the machine does not start, or the tenant hung up before the
    ///   activation; the guest is gone then
    void run(HostedCase hosted, Hello hello, TenantLine tenant)
            throws Refusal, IOException, InterruptedException {
        var greeting =
                new GuestLine.Hello(
                        checkedBoot(hosted, hello),
                        hosted.lease().version(),
                        word(hello.getNonce()),
                        launchKey(hosted, hello));
        try (var unpaid =
                limits.begin(
                        hosted.lease().id(), hosted.lease().tenant(), hosted.lease().boot() > 0)) {
            run(hosted, greeting, GivenSize.of(hello), unpaid, tenant);
        }
    }

    private void run(
            HostedCase hosted,
            GuestLine.Hello greeting,
            GivenSize size,
            LaunchLimits.Unpaid unpaid,
            TenantLine tenant)
            throws Refusal, IOException, InterruptedException {
        tenant.send(LaunchAnswers.phase("starting the machine"));
        var guest = starter.start(hosted, greeting.boot().boot(), greeting.launchKey(), size);
        hosted.starting(guest);
        boolean booted = false;
        try (var exchange = new KeyExchange(guest.open(starter.keyChannel()))) {
            relay(hosted, greeting, unpaid, exchange, guest, tenant);
            booted = true;
        } catch (IOException e) {
            throw new Refusal(
                    RefusalReason.REFUSAL_REASON_GUEST_FAILED,
                    "The machine started but its guest fell silent: " + e.getMessage());
        } finally {
            if (!booted) {
                starter.remove(hosted);
            }
        }
    }

    private void relay(
            HostedCase hosted,
            GuestLine.Hello greeting,
            LaunchLimits.Unpaid unpaid,
            KeyExchange exchange,
            Guest guest,
            TenantLine tenant)
            throws Refusal, IOException, InterruptedException {
        var boot = greeting.boot();
        var evidence = given(exchange.hello(greeting, EVIDENCE));
        tenant.send(LaunchAnswers.evidence(evidence, settings.folder(), starter.bundle()));

        var release = nextRelease(tenant);
        // The machine was started on the chain's mere word.
        var _ = access.open(Act.RELEASE, hosted.lease().tenant(), hosted.lease().id());
        var activation = activation(hosted, boot, evidence, release);
        unpaid.paid();
        hosted.journal("activate", hosted.state().withGuestKey(activation.guestKey()));
        tenant.send(LaunchAnswers.phase("writing the activation on chain"));
        var sealed = sealed(release);
        // The signature in hand is what the guest's work is paid by; a block need not be waited
        // for.
        GuestLine.Booted booted;
        try (var written = Beside.start("activate", () -> acts.activate(activation))) {
            booted = given(exchange.release(sealed, BOOTED));
            tenant.send(LaunchAnswers.activated(written.join()));
        }
        var life = new LifeLine(boot, activation.guestKey(), guest.open(starter.lifeChannel()));
        hosted.running(guest, life);
        hosted.confirmedAt(clock.instant());
        hosted.journal("running", hosted.state().hasBooted());
        tenant.send(
                LaunchAnswers.booted(booted, settings.advertisedHost(), hosted.state().sshPort()));
    }

    private LeaseBoot checkedBoot(HostedCase hosted, Hello hello) throws Refusal {
        if (hosted.state().manifest() == null) {
            throw new Refusal(
                    RefusalReason.REFUSAL_REASON_NO_MANIFEST,
                    "The manifest of this lease has not been sent yet.");
        }
        if (!hosted.lease().state().isOpen()) {
            throw new Refusal(
                    RefusalReason.REFUSAL_REASON_LEASE_CLOSED, "This lease is over on chain.");
        }
        if (hosted.lease().state() instanceof LeaseState.Paused) {
            throw new Refusal(
                    RefusalReason.REFUSAL_REASON_UNPAID,
                    "The escrow of this lease is below its floor: top it up first.");
        }
        if (hosted.guest() != null) {
            throw new Refusal(
                    RefusalReason.REFUSAL_REASON_ALREADY_RUNNING,
                    "The machine of this lease is running already.");
        }
        int next = hosted.lease().boot() + 1;
        if (hello.getBoot() != next) {
            throw new Refusal(
                    RefusalReason.REFUSAL_REASON_BAD_REQUEST,
                    "The next boot of this lease is number " + next + ".");
        }
        return new LeaseBoot(
                market.chainId().value(), market.address(), hosted.lease().id().value(), next);
    }

    private static Secp256k1Key launchKey(HostedCase hosted, Hello hello) throws Refusal {
        try {
            var key = new Secp256k1Key(Bytes.of(hello.getLaunchPublicKey().toByteArray()));
            if (key.address().equals(hosted.lease().launchKey())) {
                return key;
            }
        } catch (IllegalArgumentException _) {
            // Falls through to the same answer: it is not the key that the lease names.
        }
        throw new Refusal(
                RefusalReason.REFUSAL_REASON_BAD_REQUEST,
                "The launch key is not the one that the lease names.");
    }

    private Activation activation(
            HostedCase hosted, LeaseBoot boot, GuestLine.Evidence evidence, Release release)
            throws Refusal {
        var id = hosted.lease().id();
        var guestKey = evidence.guestKey().address();
        var digest = market.digests().activation(id, boot.boot(), guestKey);
        try {
            var signature =
                    Signature.ofBytes65(Bytes.of(release.getActivationSignature().toByteArray()));
            if (signature.isBy(hosted.lease().launchKey(), digest)) {
                return new Activation(id, boot.boot(), guestKey, signature);
            }
        } catch (IllegalArgumentException _) {
            // Falls through to the same answer: nobody could be paid with it.
        }
        throw new Refusal(
                RefusalReason.REFUSAL_REASON_BAD_ACTIVATION,
                "The activation is not signed by the lease's launch key for this boot and guest.");
    }

    private static Release nextRelease(TenantLine tenant) throws InterruptedException, Refusal {
        try {
            var request = tenant.next(RELEASE);
            if (request.hasRelease()) {
                return request.getRelease();
            }
        } catch (IOException e) {
            throw new Refusal(
                    RefusalReason.REFUSAL_REASON_BAD_REQUEST,
                    "No release came for the machine: " + e.getMessage() + ".");
        }
        throw new Refusal(RefusalReason.REFUSAL_REASON_BAD_REQUEST, "Expected the release.");
    }

    private static GuestLine.Release sealed(Release release) throws Refusal {
        try {
            return new GuestLine.Release(
                    EcdsaSignature.ofDer(Bytes.of(release.getTranscriptSignature().toByteArray())),
                    Bytes.of(release.getSealedPayload().toByteArray()));
        } catch (IllegalArgumentException e) {
            throw new Refusal(
                    RefusalReason.REFUSAL_REASON_BAD_REQUEST,
                    "The release is malformed: " + e.getMessage());
        }
    }

    private static <T> T given(KeyExchange.Answer<T> answer) throws Refusal {
        return switch (answer) {
            case KeyExchange.Answer.Given<T>(T line) -> line;
            case KeyExchange.Answer.GaveUp<T> gaveUp ->
                    throw new Refusal(
                            RefusalReason.REFUSAL_REASON_GUEST_FAILED,
                            "The guest gave up: " + gaveUp.code().sentence() + ".");
            case KeyExchange.Answer.Nonsense<T> nonsense ->
                    throw new Refusal(
                            RefusalReason.REFUSAL_REASON_GUEST_FAILED,
                            "The guest broke the protocol: " + nonsense.why() + ".");
        };
    }

    private static Bytes32 word(ByteString field) throws Refusal {
        return checked(field, Bytes32::of);
    }

    private static <T> T checked(ByteString field, Function<byte[], T> read) throws Refusal {
        try {
            return read.apply(field.toByteArray());
        } catch (IllegalArgumentException e) {
            throw new Refusal(
                    RefusalReason.REFUSAL_REASON_BAD_REQUEST,
                    "A field of the request is malformed: " + e.getMessage());
        }
    }
}
