package io.p2pcloud.app;

import io.p2pcloud.tenant.ServerState;
import java.io.PrintWriter;
import java.nio.file.Path;
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

    @Command(
            name = "install",
            mixinStandardHelpOptions = true,
            description = {
                "Write a unit of your systemd that starts the guardian with this computer.",
                "",
                "It names this installation, this Java and the P2PCLOUD_ and XDG_ settings of now: run"
                        + " it again when one of them changes. Nothing is started; the commands to do so are told."
            })
    int install() throws UserError {
        var environment = System.getenv();
        var file = GuardianUnit.place(environment, folders.userHome());
        GuardianUnit.of(folders.install(), Path.of(System.getProperty("java.home")), environment)
                .writeTo(file);
        say("Wrote " + file);
        say("Start it now and at each login:");
        say("  systemctl --user daemon-reload");
        say("  systemctl --user enable --now " + GuardianUnit.NAME);
        say("Let it run while you are logged out, from the computer's start on:");
        say("  loginctl enable-linger");
        say("See what it tells:");
        say("  journalctl --user -u " + GuardianUnit.NAME);
        return 0;
    }

    private void say(String line) {
        out.println(line);
        out.flush();
    }
}
