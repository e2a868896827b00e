package io.p2pcloud.provider;

import io.p2pcloud.common.Address;
import io.p2pcloud.launcher.domain.ChannelName;
import io.p2pcloud.launcher.hypervisor.Guest;
import io.p2pcloud.launcher.hypervisor.GuestState;
import io.p2pcloud.launcher.hypervisor.Hypervisor;
import io.p2pcloud.market.ActOutcome;
import io.p2pcloud.market.Confirmation;
import io.p2pcloud.market.Lease;
import io.p2pcloud.market.LeaseState;
import io.p2pcloud.market.Marketplace;
import io.p2pcloud.market.Payment;
import io.p2pcloud.release.LeaseBoot;
import java.io.IOException;
import java.lang.System.Logger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// Brings this host in line with the chain, again and again: finds new leases, puts heartbeats on
/// chain, clears away what was closed. It never ends a lease.
final class LeaseWatch {
    private static final Logger LOG = System.getLogger(LeaseWatch.class.getName());
    private static final int NEWEST = 50;
    private static final Duration GOODBYE = Duration.ofSeconds(30);
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);

    private final Marketplace market;
    private final ChainActs acts;
    private final HostedCases cases;
    private final GuestStarter starter;
    private final Hypervisor hypervisor;
    private final HostSettings settings;
    private final InstantSource clock;

    LeaseWatch(
            Marketplace market,
            ChainActs acts,
            HostedCases cases,
            GuestStarter starter,
            Hypervisor hypervisor,
            HostSettings settings,
            InstantSource clock) {
        this.market = market;
        this.acts = acts;
        this.cases = cases;
        this.starter = starter;
        this.hypervisor = hypervisor;
        this.settings = settings;
        this.clock = clock;
    }

    /// Once at the start: leases that the journal holds and guests that still run.
    void resume() {
        for (var id : cases.unfinished()) {
            market.lease(id).value().ifPresent(lease -> adopt(cases.of(lease)));
        }
    }

    /// One round.
    ///
    /// @throws io.p2pcloud.chain.ChainException when the chain cannot be asked
    void round() throws InterruptedException {
        for (var lease :
                market.leasesOfProvider(acts.account().address(), 0, NEWEST).value().items()) {
            boolean ours = lease.provider().equals(acts.account().address());
            if (ours && (lease.state().isOpen() || cases.find(lease.id()).isPresent())) {
                cases.of(lease);
            }
        }
        for (var hosted : cases.all()) {
            market.lease(hosted.lease().id()).value().ifPresent(cases::of);
            noticeEnd(hosted);
        }
        confirmDue();
        for (var hosted : cases.all()) {
            if (!hosted.lease().state().isOpen()) {
                wind(hosted);
            }
        }
    }

    /// Puts the newest heartbeats of these leases on chain.
    void confirm(List<HostedCase> due) {
        var confirmations = due.stream().flatMap(hosted -> confirmation(hosted).stream()).toList();
        if (confirmations.isEmpty()) {
            return;
        }
        switch (acts.confirm(confirmations)) {
            case ActOutcome.Done<List<Payment>>(List<Payment> payments, _, var block, _) -> {
                for (var payment : payments) {
                    cases.find(payment.lease())
                            .ifPresent(hosted -> hosted.paid(payment.amount(), block.time()));
                }
            }
            case ActOutcome.Refused<List<Payment>>(_, String sentence) ->
                    LOG.log(Logger.Level.WARNING, "heartbeats were refused: {0}", sentence);
            case ActOutcome.NoGasMoney<List<Payment>> poor ->
                    LOG.log(Logger.Level.WARNING, poor.sentence());
            case ActOutcome.Unsettled<List<Payment>> _ ->
                    LOG.log(Logger.Level.INFO, "heartbeats are not in a block yet");
        }
    }

    Instant nextConfirmation(HostedCase hosted) {
        var last = hosted.confirmedAt();
        var every = settings.confirmEvery();
        var period = hosted.lease().period();
        var since = last == null ? hosted.lease().paidUntil().orElseGet(clock::instant) : last;
        return since.plus(every.compareTo(period) < 0 ? every : period);
    }

    private void confirmDue() {
        var now = clock.instant();
        var due = new ArrayList<HostedCase>();
        for (var hosted : cases.all()) {
            boolean last = hosted.lease().state() instanceof LeaseState.Closing;
            boolean running = hosted.lease().state() instanceof LeaseState.Active;
            if (last || (running && !now.isBefore(nextConfirmation(hosted)))) {
                due.add(hosted);
            }
        }
        confirm(due);
    }

    private static List<Confirmation> confirmation(HostedCase hosted) {
        var life = hosted.life();
        var beat = life == null ? null : life.newest();
        // A heartbeat over an older beat was paid already or is worth nothing.
        if (beat == null || !beat.beat().equals(hosted.lease().beat()) || beat.served().isZero()) {
            return List.of();
        }
        return List.of(new Confirmation(hosted.lease().id(), beat.served(), beat.signature()));
    }

    /// Takes over a guest that outlived the program, if the chain knows its boot.
    private void adopt(HostedCase hosted) {
        hosted.lock.lock();
        try {
            var guest = hypervisor.find(hosted.guestName).orElse(null);
            if (guest == null || guest.state().get() instanceof GuestState.Stopped) {
                return;
            }
            var lease = hosted.lease();
            int boot = hosted.state().boot();
            boolean known =
                    hosted.state().booted() && lease.boot() == boot && lease.guestKey().isPresent();
            if (!lease.state().isOpen() || !known) {
                // Its key exchange died with the program: nobody can finish this boot.
                LOG.log(Logger.Level.INFO, "an unfinished boot of {0} is removed", lease.id());
                starter.remove(hosted);
                return;
            }
            hosted.running(guest, listen(hosted, guest, lease.guestKey().get()));
        } catch (IOException e) {
            LOG.log(Logger.Level.WARNING, "a running guest could not be taken over", e);
        } finally {
            hosted.lock.unlock();
        }
    }

    private LifeLine listen(HostedCase hosted, Guest guest, Address guestKey) throws IOException {
        return new LifeLine(
                new LeaseBoot(
                        market.chainId().value(),
                        market.address(),
                        hosted.lease().id().value(),
                        hosted.state().boot()),
                guestKey,
                guest.open(ChannelName.LIFE));
    }

    /// What led to the guest's port may have been restarted while the guest ran on.
    private void listenAgain(HostedCase hosted, Guest guest) {
        var life = hosted.life();
        var key = hosted.state().guestKey();
        if (life == null || !life.isDown() || key == null) {
            return;
        }
        try {
            var again = listen(hosted, guest, Address.ofHex(key));
            life.close();
            hosted.running(guest, again);
        } catch (IOException e) {
            LOG.log(Logger.Level.INFO, "the life port of a guest is not reached yet", e);
        }
    }

    /// A guest that powered off by itself is no longer running.
    private void noticeEnd(HostedCase hosted) throws InterruptedException {
        if (!hosted.lock.tryLock()) {
            return;
        }
        try {
            var guest = hosted.guest();
            if (guest == null) {
                return;
            }
            if (guest.state().get() instanceof GuestState.Stopped) {
                var life = hosted.life();
                if (life != null) {
                    life.hearOut(LAST_WORDS);
                }
                starter.remove(hosted);
                hosted.journal("ended", hosted.state());
            } else {
                listenAgain(hosted, guest);
            }
        } finally {
            hosted.lock.unlock();
        }
    }

    /// The lease is over: the guest ends, its disk goes, and the chain is told so.
    private void wind(HostedCase hosted) throws InterruptedException {
        hosted.lock.lockInterruptibly();
        try {
            hosted.phase(HostedLease.State.CLOSING);
            var life = hosted.life();
            if (life != null) {
                var _ = life.stop(GOODBYE);
            }
            starter.remove(hosted);
            hosted.phase(HostedLease.State.CLOSING);
            starter.discard(hosted);
            if (reported(hosted.lease())) {
                hosted.finish("closed");
                cases.forget(hosted.lease().id());
            }
        } catch (IOException e) {
            LOG.log(Logger.Level.WARNING, "the disk of a closed lease could not be removed", e);
        } finally {
            hosted.lock.unlock();
        }
    }

    private boolean reported(Lease lease) {
        if (!(lease.state() instanceof LeaseState.Closing)) {
            return true;
        }
        return switch (acts.confirmClosed(lease.id())) {
            case ActOutcome.Done<?> _ -> true;
            case ActOutcome.Refused<?>(_, String sentence) -> {
                LOG.log(Logger.Level.WARNING, "the close of a lease: {0}", sentence);
                yield false;
            }
            case ActOutcome.NoGasMoney<?> poor -> {
                LOG.log(Logger.Level.WARNING, poor.sentence());
                yield false;
            }
            case ActOutcome.Unsettled<?> _ -> false;
        };
    }
}
