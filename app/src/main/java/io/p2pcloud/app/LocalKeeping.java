package io.p2pcloud.app;

import io.p2pcloud.chain.ChainException;
import io.p2pcloud.chain.Transactions;
import io.p2pcloud.common.Address;
import io.p2pcloud.common.Signal;
import io.p2pcloud.common.TokenAmount;
import io.p2pcloud.market.ActOutcome;
import io.p2pcloud.market.Keeper;
import io.p2pcloud.market.KeeperAct;
import io.p2pcloud.market.MarketEvents;
import io.p2pcloud.views.session.Keeping;
import io.p2pcloud.wallet.Signer;
import java.io.IOException;
import java.lang.System.Logger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A keeper inside the application, for the provider's account. Whether it runs is remembered by a
/// file that is there or not.
final class LocalKeeping implements Keeping, AutoCloseable {
    private static final Logger LOG = System.getLogger(LocalKeeping.class.getName());

    private static final Duration EVERY = Duration.ofSeconds(6);
    private static final String MARK = "keep-the-market";

    private final Signal<Kept> state = new Signal<>(Kept.OFF);
    private final Supplier<Keeper> keepers;
    private final Path mark;
    private final Duration every;
    private @Nullable Polling polling;
    private @Nullable Keeper keeper;

    /// Goes on if it ran when the application was left.
    ///
    /// @param keepers makes one, which asks the chain
    /// @param mark the file that is there while it should run
    LocalKeeping(Supplier<Keeper> keepers, Path mark, Duration every) {
        this.keepers = keepers;
        this.mark = mark;
        this.every = every;
        if (Files.exists(mark)) {
            begin();
        }
    }

    /// @param by the account that earns the bounties
    /// @param home where the choice is remembered
    static LocalKeeping of(
            Transactions transactions, Address market, Signer by, Path home, InstantSource clock) {
        return new LocalKeeping(
                () ->
                        new Keeper(
                                transactions,
                                market,
                                by,
                                new MarketEvents(transactions.chain(), market)
                                        .before(clock.instant().minus(KeeperPost.MEMORY))),
                home.resolve(MARK),
                EVERY);
    }

    @Override
    public Signal<Kept> state() {
        return state;
    }

    @Override
    public synchronized void set(boolean on) {
        if (on == state.get().on()) {
            return;
        }
        remember(on);
        if (on) {
            begin();
        } else {
            end();
        }
    }

    private void begin() {
        state.set(new Kept(true, 0, TokenAmount.ZERO, ""));
        polling = Polling.start("keeper", every, this::look);
    }

    /// A look that is under way comes to its end by itself.
    private void end() {
        var ending = polling;
        polling = null;
        state.set(Kept.OFF);
        if (ending != null) {
            var _ = Thread.ofVirtual().name("keeper-end").start(ending::close);
        }
    }

    private void remember(boolean on) {
        try {
            if (on) {
                Files.createDirectories(mark.toAbsolutePath().getParent());
                Files.writeString(mark, "");
            } else {
                Files.deleteIfExists(mark);
            }
        } catch (IOException e) {
            LOG.log(Logger.Level.WARNING, "whether to keep the market is not remembered", e);
        }
    }

    private void look() {
        try {
            if (keeper == null) {
                keeper = keepers.get();
            }
            keeper.round().forEach(this::add);
            state.update(it -> new Kept(it.on(), it.acts(), it.earned(), ""));
        } catch (ChainException | ActOutcome.RefusedException e) {
            var sentence = String.valueOf(e.getMessage());
            state.update(it -> new Kept(it.on(), it.acts(), it.earned(), sentence));
        }
    }

    private void add(KeeperAct act) {
        var brought =
                switch (act) {
                    case KeeperAct.MatchedOrder(_, var bounty) -> bounty;
                    case KeeperAct.ExpiredLease(_, var bounty) -> bounty;
                    case KeeperAct.MarkedStale(_, var bounty) -> bounty;
                    case KeeperAct.SuspectedLease _ -> TokenAmount.ZERO;
                };
        state.update(it -> new Kept(it.on(), it.acts() + 1, it.earned().plus(brought), ""));
    }

    @Override
    public void close() {
        Polling ending;
        synchronized (this) {
            ending = polling;
            polling = null;
        }
        if (ending != null) {
            ending.close();
        }
    }
}
