package io.p2pcloud.app;

import io.p2pcloud.app.attestation.LocalProofs;
import io.p2pcloud.history.Denomination;
import io.p2pcloud.views.session.About;
import io.p2pcloud.views.session.PreferencesFile;
import io.p2pcloud.views.session.Services;
import io.p2pcloud.views.shell.MainWindow;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.concurrent.CountDownLatch;
import javafx.application.Platform;
import javafx.stage.Stage;

/// Opens the window and stays until it is closed.
final class Window {
    private static final String VERSION = "0.1.0";
    private static final Denomination TEST_MONEY = new Denomination("TUSD", 6, "ETH");

    private Window() {}

    /// @throws UserError when another process owns the data folder
    static int open(Folders folders) throws UserError {
        var clock = InstantSource.system();
        var chosen = new ChainFile(folders.data().resolve("networks").resolve("chosen.json"));
        try (var ledger = LocalLedger.open(folders.local(), clock);
                var network = new LocalNetwork(folders, ledger, chosen, clock);
                var proofs = LocalProofs.open(folders.data(), folders.cache(), clock)) {
            network.goOn();
            var services =
                    new Services(
                            network,
                            new ChainDesk(chosen, clock),
                            ledger.ledger(),
                            new QuickLook(folders),
                            new PreferencesFile(folders.local().resolve("window.json")),
                            new About(VERSION, folders.data(), folders.log()),
                            TEST_MONEY,
                            proofs,
                            clock,
                            ZoneId.systemDefault());
            show(services);
            return 0;
        }
    }

    private static void show(Services services) {
        var closed = new CountDownLatch(1);
        Platform.startup(() -> {
            var stage = new Stage();
            new MainWindow(services).show(stage);
            stage.setOnHidden(_ -> closed.countDown());
        });
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Platform.exit();
    }
}
