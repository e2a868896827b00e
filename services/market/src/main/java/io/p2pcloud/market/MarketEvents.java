package io.p2pcloud.market;

import io.p2pcloud.chain.Chain;
import io.p2pcloud.chain.Checked;
import io.p2pcloud.chain.EventFilter;
import io.p2pcloud.common.Address;
import java.util.List;
import java.util.Optional;

/// What one market told, read from its logs.
public final class MarketEvents {
    private final Chain chain;
    private final Address market;
    private final EventReader reader = new EventReader(new MarketAbi());

    public MarketEvents(Chain chain, Address market) {
        this.chain = chain;
        this.market = market;
    }

    /// All events from one block to another, both included, in the chain's order. Logs that are no
    /// event of this contract version are left out.
    ///
    /// @throws io.p2pcloud.chain.ChainException when the chain cannot be asked
    public Checked<List<MarketEvent>> between(long from, long to) {
        return chain.events(EventFilter.all(market), from, to)
                .map(logs -> logs.stream().map(reader::read).flatMap(Optional::stream).toList());
    }
}
