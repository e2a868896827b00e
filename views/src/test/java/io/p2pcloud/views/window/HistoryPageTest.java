package io.p2pcloud.views.window;

import io.p2pcloud.history.EntryFilter;
import io.p2pcloud.views.example.ExampleLedger;
import io.p2pcloud.views.example.World;
import java.nio.file.Path;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// What happened, without a network.
class HistoryPageTest {
    @RegisterExtension final WindowUser user = new WindowUser();
    @TempDir Path folder;

    private World offline() {
        var world = new World(folder);
        world.set(world.get().welcome(true));
        ExampleLedger.fill(world.ledger);
        user.opens(world);
        user.clicks("#nav-HISTORY");
        return world;
    }

    @Test
    void searchesAndFiltersOffline() {
        var world = offline();
        user.sees("Offline. As of block 1 290");
        long all = world.ledger.count(EntryFilter.ALL);
        user.sees(all + " of " + all + " rows");

        user.fills("#history-search", "mail-relay");
        user.seesNoMore(all + " of " + all + " rows");
        user.clicks("#history-PAYMENTS");
        user.sees("Came back");
        user.seesNoMore("my-first-server");

        user.fills("#history-search", "no such words");
        user.sees("No row has these words.");
        user.sees("0 of " + all + " rows");

        user.fills("#history-search", "");
        user.presses(KeyCode.BACK_SPACE);
        user.clicks("#history-ALL");
        user.sees(all + " of " + all + " rows");
    }

    @Test
    void saysWhatToDoWhileNothingHasHappened() {
        var world = new World(folder);
        world.set(world.get().welcome(true));
        user.opens(world);
        user.clicks("#nav-HISTORY");
        user.sees("Nothing has happened yet");
        user.sees("Offline. Nothing was read from a chain yet.");
    }
}
