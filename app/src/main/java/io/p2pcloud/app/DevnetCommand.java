package io.p2pcloud.app;

import io.p2pcloud.app.seed.SeedException;
import io.p2pcloud.app.seed.SeededChain;
import io.p2pcloud.devnet.Devnet;
import io.p2pcloud.devnet.DevnetException;
import io.p2pcloud.devnet.DevnetPlace;
import io.p2pcloud.devnet.DevnetState;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// The embedded chain alone, for those who want to look at it or write against it.
@Command(
        name = "devnet",
        mixinStandardHelpOptions = true,
        description = "Run the embedded chain with token and market on loopback until Ctrl+C.")
final class DevnetCommand implements Callable<Integer> {
    @Option(names = "--port", description = "Port on loopback. Default: the last one, or any free.")
    private int port;

    @Option(
            names = "--seed-market",
            paramLabel = "N",
            description =
                    "First make a market with N offers, 10 N past leases with their histories, open"
                            + " orders and bids. Only where there is no chain yet.")
    private @Nullable Integer seed;

    private final Folders folders;
    private final PrintWriter out;

    DevnetCommand(Folders folders, PrintWriter out) {
        this.folders = folders;
        this.out = out;
    }

    @Override
    public Integer call() throws Exception {
        var place =
                new DevnetPlace(
                        folders.local().resolve("chain"),
                        folders.install(),
                        port == 0 ? OptionalInt.empty() : OptionalInt.of(port));
        var searchPath = System.getenv().getOrDefault("PATH", "");
        try (var end = new UntilEnded();
                var _ = LocalLedger.open(folders.local(), InstantSource.system());
                var devnet = new Devnet(place, searchPath, InstantSource.system())) {
            if (seed != null) {
                new SeededChain(
                                place.folder(),
                                place.installRoot(),
                                searchPath,
                                InstantSource.system())
                        .make(seed, this::say);
            }
            say(devnet.start(), place);
            end.await();
        } catch (DevnetException | SeedException e) {
            throw new UserError(String.valueOf(e.getMessage()), e);
        }
        return 0;
    }

    private void say(DevnetState.Running running, DevnetPlace place) {
        out.println("JSON-RPC   " + running.rpc());
        out.println("beacon     " + running.beacon());
        out.println("checkpoint " + running.checkpoint());
        out.println("chain id   " + running.chain().value());
        out.println("token      " + running.token().checksummed());
        out.println("market     " + running.market().checksummed());
        out.println("Ctrl+C ends it; the state is kept in " + place.folder());
        out.flush();
    }

    private void say(String line) {
        out.println(line);
        out.flush();
    }
}
