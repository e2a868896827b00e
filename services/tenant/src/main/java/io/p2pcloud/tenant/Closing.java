package io.p2pcloud.tenant;

import io.p2pcloud.chain.ChainException;
import io.p2pcloud.market.ActOutcome;
import io.p2pcloud.market.CloseReason;
import io.p2pcloud.market.LeaseId;
import io.p2pcloud.market.LeaseState;
import io.p2pcloud.market.Marketplace;
import io.p2pcloud.tenant.ServerRecord.Stage;
import io.p2pcloud.wallet.Signer;
import java.lang.System.Logger;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// The end of a lease as the tenant sees it: close on chain, wait for the provider's word that the
/// machine is gone, then take the money that is left back into the account.
final class Closing {
    private static final Logger LOG = System.getLogger(Closing.class.getName());

    private final Marketplace market;
    private final Signer account;
    private final Duration pause;
    private final CountDownLatch never = new CountDownLatch(1);

    Closing(Marketplace market, Signer account, Duration pause) {
        this.market = market;
        this.account = account;
        this.pause = pause;
    }

    /// Runs to the end, however long the provider takes; resumed after a restart. The case's lock
    /// is held by the caller.
    void run(ServerCase server) throws InterruptedException {
        server.journal("closing", server.record().at(Stage.CLOSING));
        var id = server.record().leaseId();
        while (id.isPresent()) {
            try {
                var read = market.lease(id.get());
                var lease = read.value().orElseThrow();
                server.lease(read.map(_ -> lease));
                if (lease.state().isOpen()) {
                    close(server, id.get());
                } else if (!(lease.state() instanceof LeaseState.Closing)) {
                    break;
                }
            } catch (ChainException e) {
                server.trouble(e.getMessage());
            }
            var _ = never.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        }
        collect();
        server.finish(server.record().at(Stage.CLOSED));
    }

    private void close(ServerCase server, LeaseId id) {
        switch (market.closeLease(account, id, CloseReason.TENANT)) {
            case ActOutcome.Done<?> _ -> server.trouble(null);
            case ActOutcome.Refused<?>(_, String sentence) -> server.trouble(sentence);
            case ActOutcome.NoGasMoney<?> poor -> server.trouble(poor.sentence());
            case ActOutcome.Unsettled<?> _ -> LOG.log(Logger.Level.INFO, "the close is on its way");
        }
    }

    /// What the market owes the tenant goes back to his account.
    private void collect() {
        try {
            if (!market.credit(account.address()).value().isZero()) {
                var _ = market.withdraw(account, account.address());
            }
        } catch (ChainException e) {
            LOG.log(Logger.Level.INFO, "the refund stays in credit for now", e);
        }
    }
}
