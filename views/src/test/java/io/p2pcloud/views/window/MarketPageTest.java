package io.p2pcloud.views.window;

import io.p2pcloud.views.example.Example;
import io.p2pcloud.views.example.World;
import io.p2pcloud.views.session.ChainStatus;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// Everyone's offers and orders.
class MarketPageTest {
    @RegisterExtension final WindowUser user = new WindowUser();
    @TempDir Path folder;

    private World market(int providers) {
        var world = new World(folder).connect();
        world.market.fill(providers);
        world.servers.offers.addAll(world.market.offers);
        return user.opens(world);
    }

    @Test
    void showsWhoBidsOnAnOrder() {
        market(12);
        user.clicks("#nav-MARKET");
        user.clicks("#market-ORDERS");
        user.clicks("#orders .table-row-cell");
        user.sees("Order 1");
        user.sees("Bids");
        user.sees("4.05");
    }

    @Test
    void saysWhatIsWrongAndWhatIsOld() {
        var world = new World(folder).connect();
        world.market.broken = "The chain at 127.0.0.1:8545 does not answer.";
        user.opens(world);
        user.clicks("#nav-MARKET");
        user.sees("The chain at 127.0.0.1:8545 does not answer.");
        world.market.broken = null;
        user.clicks("#market-again");
        user.sees("Nothing is on the market yet");
        world.market.fill(4);
        user.clicks("#market-again");
        user.sees("12 offers from 4 providers");
        world.chain.set(
                new ChainStatus.Lost(
                        Example.head(), Example.NOW.minusSeconds(95), "It does not answer."));
        user.sees("Offline. The offers are those of block 1 318 or before.");
        user.sees("12 offers from 4 providers");
    }
}
