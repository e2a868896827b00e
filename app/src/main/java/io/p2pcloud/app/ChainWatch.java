package io.p2pcloud.app;

import io.p2pcloud.chain.ChainException;
import io.p2pcloud.common.Signal;
import io.p2pcloud.market.Marketplace;
import io.p2pcloud.views.session.ChainStatus;
import java.time.Duration;
import java.time.InstantSource;

/// The newest block for the status bar.
final class ChainWatch implements AutoCloseable {
    private static final Duration EVERY = Duration.ofSeconds(2);

    private final Signal<ChainStatus> status = new Signal<>(new ChainStatus.Looking());
    private final Marketplace market;
    private final InstantSource clock;
    private final Polling polling;

    ChainWatch(Marketplace market, InstantSource clock) {
        this.market = market;
        this.clock = clock;
        polling = Polling.start("chain-watch", EVERY, this::look);
    }

    Signal<ChainStatus> status() {
        return status;
    }

    @Override
    public void close() {
        polling.close();
    }

    private void look() {
        try {
            status.set(new ChainStatus.Following(market.head()));
        } catch (ChainException e) {
            status.update(before -> lost(before, String.valueOf(e.getMessage())));
        }
    }

    private ChainStatus lost(ChainStatus before, String sentence) {
        return switch (before) {
            case ChainStatus.Following(var head) ->
                    new ChainStatus.Lost(head, clock.instant(), sentence);
            case ChainStatus.Lost lost -> lost;
            case ChainStatus.Looking looking -> looking;
        };
    }
}
