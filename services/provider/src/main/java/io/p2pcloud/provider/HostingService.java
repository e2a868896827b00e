package io.p2pcloud.provider;

import io.p2pcloud.chain.ChainException;
import io.p2pcloud.common.Signal;
import io.p2pcloud.common.TokenAmount;
import io.p2pcloud.launcher.hypervisor.Hypervisor;
import io.p2pcloud.launcher.hypervisor.NetworkReach;
import io.p2pcloud.launcher.storage.Volumes;
import io.p2pcloud.market.ActOutcome;
import io.p2pcloud.market.LeaseId;
import io.p2pcloud.market.Marketplace;
import io.p2pcloud.market.Offer;
import io.p2pcloud.market.OfferId;
import io.p2pcloud.market.OfferListing;
import io.p2pcloud.protocol.NodeBinding.Role;
import io.p2pcloud.protocol.ProviderEndpoint;
import io.p2pcloud.protocol.TlsIdentity;
import io.p2pcloud.store.Journal;
import io.p2pcloud.wallet.Signer;
import java.io.IOException;
import java.lang.System.Logger;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// The provider's service: a gRPC server for tenants, a watch over the chain, and the guests of
/// this host. Guests run on when it is closed; the next start takes them over.
public final class HostingService implements Hosting, AutoCloseable {
    private static final Logger LOG = System.getLogger(HostingService.class.getName());
    private static final int OFFERS = 500;

    private final Marketplace market;
    private final ReadinessCheck readiness;
    private final ChainActs acts;
    private final HostedCases cases;
    private final LeaseWatch watch;
    private final Bidder bidder;
    private final Registration registration;
    private final ProviderEndpoint endpoint;
    private final Units units;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread rounds;
    // A tenant's call must not wait for the proofs behind what this host's user is shown.
    private final Soon shown = new Soon("provider-shown", this::refreshLeases);
    private final Signal<HostingSnapshot> state = new Signal<>(HostingSnapshot.unknown());

    /// What the service works with; all of it outlives the service.
    ///
    /// @param identity bound to `account` in the provider's role
    public record Parts(
            Marketplace market,
            Signer account,
            TlsIdentity identity,
            Hypervisor hypervisor,
            Volumes volumes,
            GuestSupply guests,
            Journal journal,
            ReadinessCheck readiness,
            InstantSource clock) {}

    private HostingService(Parts parts, HostSettings settings) throws IOException {
        market = parts.market();
        readiness = parts.readiness();
        acts = new ChainActs(market, parts.account());
        cases = new HostedCases(parts.journal(), parts.clock());
        units = new Units(market);
        var starter = new GuestStarter(parts.hypervisor(), parts.volumes(), parts.guests(), units);
        watch =
                new LeaseWatch(
                        market, acts, cases, starter, parts.hypervisor(), settings, parts.clock());
        bidder = new Bidder(market, parts.account());
        var told = market.told();
        var access =
                new LeaseAccess(
                        id -> told.lease(id).value(),
                        id -> market.lease(id).value(),
                        parts.account().address(),
                        cases,
                        parts.clock());
        var desk =
                new LeaseDesk(
                        access,
                        new LaunchDesk(market, access, acts, starter, settings, parts.clock()),
                        starter,
                        settings,
                        shown::ask);
        watch.resume();
        endpoint =
                ProviderEndpoint.listen(
                        settings.listen(),
                        parts.identity(),
                        market.chainId().value(),
                        market.address(),
                        parts.clock(),
                        new LeaseEndpoint(desk, new DiskDesk(access, starter)));
        registration =
                new Registration(
                        market,
                        parts.account(),
                        settings.advertisedHost() + ":" + endpoint.port(),
                        parts.identity().spkiSha256(),
                        settings.region());
        refreshRegistration();
        rounds = Thread.ofVirtual().name("provider-rounds").start(() -> watchChain(settings));
    }

    /// Starts serving.
    ///
    /// @throws IOException with a sentence for the user when the port cannot be used, or guests of
    ///   strangers would reach what this computer reaches
    public static HostingService start(Parts parts, HostSettings settings) throws IOException {
        if (parts.hypervisor().reach() != NetworkReach.ISOLATED
                && !settings.listen().getAddress().isLoopbackAddress()) {
            throw new IOException(
                    "Other people's servers would reach this computer's own services and its home"
                            + " network: let libvirt run them on an isolated bridge"
                            + " (P2PCLOUD_HYPERVISOR=qemu:///system, P2PCLOUD_NETWORK=bridge).");
        }
        return new HostingService(parts, settings);
    }

    /// A TLS identity in the provider's role.
    public static TlsIdentity identity(
            Marketplace market, Signer account, InstantSource clock, SecureRandom random) {
        return TlsIdentity.create(
                market.chainId().value(),
                market.address(),
                account,
                Role.PROVIDER,
                clock.instant(),
                random);
    }

    /// The port on which tenants reach the service.
    public int port() {
        return endpoint.port();
    }

    @Override
    public Signal<HostingSnapshot> state() {
        return state;
    }

    @Override
    public Readiness check() throws IOException {
        var found = readiness.run();
        state.update(old -> old.checked(found));
        return found;
    }

    @Override
    public ListingTerms suggestion(Readiness found) {
        return Pricing.suggest(found, market.config().tokenDecimals());
    }

    @Override
    public TokenAmount stakeDue() throws IOException {
        try {
            return registration.stakeDue();
        } catch (ChainException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public OfferId list(ListingTerms terms) throws IOException {
        try {
            registration.ensure();
            var listing =
                    new OfferListing(
                            terms.unit(),
                            terms.price(),
                            terms.collateral(),
                            terms.count(),
                            Offer.Mode.OPEN,
                            Pricing.terms(market.head().value().time()));
            registration.ensureAllowance(terms.collateral().times(terms.count()));
            var id = market.listOffer(acts.account(), listing).orThrow();
            refresh();
            return id;
        } catch (ChainException | ActOutcome.RefusedException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public void withdrawOffer(OfferId offer) throws IOException {
        try {
            var _ = market.withdrawOffer(acts.account(), offer).orThrow();
            refresh();
        } catch (ChainException | ActOutcome.RefusedException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public void acceptLeases(boolean accept) {
        state.update(old -> old.accepting(accept));
    }

    @Override
    public void confirmNow(LeaseId lease) throws IOException {
        try {
            cases.find(lease).ifPresent(hosted -> watch.confirm(List.of(hosted)));
            refresh();
        } catch (ChainException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public TokenAmount withdraw() throws IOException {
        try {
            var amount = market.withdraw(acts.account(), acts.account().address()).orThrow();
            refresh();
            return amount;
        } catch (ChainException | ActOutcome.RefusedException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /// Ends the service; guests run on.
    @Override
    public void close() {
        closing.countDown();
        endpoint.close();
        shown.close();
        try {
            rounds.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (var hosted : cases.all()) {
            var life = hosted.life();
            if (life != null) {
                life.close();
            }
        }
    }

    /// The port or the TLS key may be another one than when the entry was written.
    private void refreshRegistration() {
        try {
            registration.refresh();
        } catch (ChainException | ActOutcome.RefusedException e) {
            LOG.log(Logger.Level.WARNING, "the provider's entry on chain is out of date", e);
        }
    }

    private void watchChain(HostSettings settings) {
        try {
            do {
                try {
                    watch.round();
                    if (state.get().acceptingLeases()) {
                        bidder.round(state.get().offers());
                    }
                    refresh();
                } catch (ChainException e) {
                    state.update(old -> old.warned(e.getMessage()));
                } catch (RuntimeException e) {
                    LOG.log(Logger.Level.ERROR, "a round of the provider failed", e);
                }
            } while (!closing.await(settings.pollEvery().toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void refresh() {
        var self = acts.account().address();
        var offers =
                market.offers(0, OFFERS).value().items().stream()
                        .filter(offer -> offer.provider().equals(self))
                        .toList();
        units.remember(offers);
        var credit = market.credit(self).value();
        var leases = hosted();
        state.update(old -> old.read(offers, leases, credit));
    }

    private void refreshLeases() {
        var leases = hosted();
        state.update(old -> old.with(leases));
    }

    private List<HostedLease> hosted() {
        return cases.all().stream().map(this::shown).toList();
    }

    private HostedLease shown(HostedCase hosted) {
        return hosted.shown(units.of(hosted.lease()), watch.nextConfirmation(hosted));
    }
}
