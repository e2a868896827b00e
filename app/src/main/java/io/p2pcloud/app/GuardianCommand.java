package io.p2pcloud.app;

import io.p2pcloud.tenant.ServerState;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Keeps servers running with no window and nobody at the keyboard.
@Command(
        name = "guardian",
        mixinStandardHelpOptions = true,
        description = {
            "Keep the servers of this computer running with no window: a machine that ended, was"
                    + " rebooted from inside, or went down with the computer is started again and"
                    + " gets its disk key, by the same checks as at its first start.",
            "",
            "At most six starts of a server in an hour, with growing pauses. A server that you"
                    + " stopped stays off, and one whose host, evidence or SSH host key is in doubt"
                    + " waits for you. The open window does the same; only one of the two can run."
                    + " Ctrl+C ends the guardian, and the servers run on."
        })
final class GuardianCommand implements Callable<Integer> {
    @Option(names = "--json", description = "Print one JSON object for each change.")
    private boolean json;

    @Option(
            names = "--chain-port",
            description = "The embedded chain's port on loopback. Default: any free one.")
    private int chainPort;

    private final Folders folders;
    private final PrintWriter out;

    GuardianCommand(Folders folders, PrintWriter out) {
        this.folders = folders;
        this.out = out;
    }

    @Override
    public Integer call() throws UserError, InterruptedException {
        var clock = InstantSource.system();
        var port = chainPort == 0 ? OptionalInt.empty() : OptionalInt.of(chainPort);
        try (var end = new UntilEnded();
                var ledger = LocalLedger.open(folders.local(), clock);
                var cloud = LocalCloud.start(folders, ledger, port, _ -> {}, clock)) {
            var servers = cloud.tenant().servers();
            var report = new ServerReport(cloud.tenant(), this::say, json, clock);
            long open =
                    servers.get().stream()
                            .filter(server -> !(server.state() instanceof ServerState.Closed))
                            .count();
            if (!json) {
                say(
                        open == 0
                                ? "There is no server yet: p2pcloud quickstart --keep makes one."
                                : "Guarding " + open + (open == 1 ? " server" : " servers"));
            }
            try (var _ = servers.subscribe(report::tell)) {
                end.await();
            }
        }
        return 0;
    }

    private void say(String line) {
        out.println(line);
        out.flush();
    }
}
