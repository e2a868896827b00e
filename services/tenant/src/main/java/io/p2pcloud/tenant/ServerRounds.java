package io.p2pcloud.tenant;

import io.p2pcloud.chain.ChainException;
import io.p2pcloud.market.ComputeUnit;
import io.p2pcloud.market.Lease;
import io.p2pcloud.market.LeaseId;
import io.p2pcloud.market.Marketplace;
import io.p2pcloud.market.Offer;
import io.p2pcloud.tenant.ServerRecord.Stage;
import java.lang.System.Logger;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Looks at every server now and then: what the chain says of its lease, and whether its machine
/// still runs.
final class ServerRounds implements AutoCloseable {
    private static final Logger LOG = System.getLogger(ServerRounds.class.getName());

    private final Marketplace market;
    private final Guardian guardian;
    private final Closing end;
    private final ServerWork work;
    private final Runnable changed;
    private final Set<ServerId> guarding = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closing = new CountDownLatch(1);

    /// @param changed told after a look at a machine
    ServerRounds(
            Marketplace market, Guardian guardian, Closing end, ServerWork work, Runnable changed) {
        this.market = market;
        this.guardian = guardian;
        this.end = end;
        this.work = work;
        this.changed = changed;
    }

    void begin(Supplier<Collection<ServerCase>> servers, Duration every) {
        var _ = Thread.ofVirtual().name("tenant-rounds").start(() -> go(servers, every));
    }

    private void go(Supplier<Collection<ServerCase>> servers, Duration every) {
        try {
            while (!closing.await(every.toMillis(), TimeUnit.MILLISECONDS)) {
                for (var server : servers.get()) {
                    look(server);
                    guard(server);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Takes over what the chain says of the lease.
    ///
    /// @return it, if there is one
    Optional<Lease> read(ServerCase server, LeaseId id) {
        var reading = market.lease(id);
        reading.value().ifPresent(lease -> server.lease(reading.map(_ -> lease)));
        return reading.value();
    }

    private void look(ServerCase server) {
        var id = server.record().leaseId();
        if (id.isEmpty() || server.record().stage() == Stage.CLOSED) {
            return;
        }
        try {
            var _ = read(server, id.get());
            if (!server.hasUnit()) {
                server.lease().flatMap(this::offered).ifPresent(server::unit);
            }
            boolean over = server.lease().map(lease -> !lease.state().isOpen()).orElse(false);
            if (over && server.lock.tryLock()) {
                try {
                    if (server.record().stage() != Stage.CLOSED) {
                        end.run(server);
                    }
                } finally {
                    server.lock.unlock();
                }
            }
        } catch (ChainException e) {
            LOG.log(Logger.Level.DEBUG, "the chain cannot be read", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// In a thread of its own: a provider may be slow to answer, and a boot takes a while.
    private void guard(ServerCase server) {
        if (guarding.add(server.id()) && !work.beginUnlocked(() -> guardNow(server))) {
            guarding.remove(server.id());
        }
    }

    private void guardNow(ServerCase server) {
        try {
            guardian.look(server);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.log(Logger.Level.WARNING, "guarding server " + server.id(), e);
        } finally {
            guarding.remove(server.id());
            changed.run();
        }
    }

    /// The machine of the offer that was taken: it may be larger than what was asked for.
    private Optional<ComputeUnit> offered(Lease lease) {
        return lease.origin() instanceof Lease.Origin.FromOffer(var offer)
                ? market.offer(offer).value().map(Offer::unit)
                : Optional.empty();
    }

    @Override
    public void close() {
        closing.countDown();
    }
}
