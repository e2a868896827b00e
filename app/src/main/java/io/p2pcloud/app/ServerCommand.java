package io.p2pcloud.app;

import io.p2pcloud.common.Address;
import io.p2pcloud.common.Json;
import io.p2pcloud.tenant.ServerSnapshot;
import io.p2pcloud.tenant.ServerState;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// What one does with a server of one's own, from the terminal.
@Command(
        name = "server",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = {
            "List, start, stop, rescue, resize, rebuild, back up, restore and close the servers of this"
                    + " computer.",
            "",
            "Only one program at a time works with them: close the window, or end the guardian,"
                    + " before."
        })
final class ServerCommand {
    private static final String NAME = "Its name.";

    private final Folders folders;
    private final PrintWriter out;

    ServerCommand(Folders folders, PrintWriter out) {
        this.folders = folders;
        this.out = out;
    }

    private interface Act {
        void run(ServerActs acts) throws UserError, IOException, InterruptedException;
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Tell of all servers that are not closed.")
    int list(@Option(names = "--json", description = "One JSON object a line.") boolean json)
            throws UserError, InterruptedException {
        return with(
                json ? _ -> {} : this::say,
                acts -> {
                    var servers = acts.servers();
                    if (servers.isEmpty() && !json) {
                        say("There is no server: p2pcloud quickstart --keep makes one.");
                    }
                    var report =
                            new ServerReport(acts.all(), this::say, json, InstantSource.system());
                    report.tell(servers);
                });
    }

    @Command(
            name = "stop",
            mixinStandardHelpOptions = true,
            description =
                    "Shut a server down and keep its disk. It costs a quarter of its price then, by"
                            + " the usual terms.")
    int stop(@Parameters(paramLabel = "SERVER", description = NAME) String server)
            throws UserError, InterruptedException {
        return with(this::say, acts -> acts.stop(server));
    }

    @Command(
            name = "start",
            mixinStandardHelpOptions = true,
            description = "Boot a server that is stopped, or whose start failed.")
    int start(@Parameters(paramLabel = "SERVER", description = NAME) String server)
            throws UserError, InterruptedException {
        return with(this::say, acts -> acts.start(server));
    }

    @Command(
            name = "restart",
            mixinStandardHelpOptions = true,
            description = "Shut a server down and boot it again.")
    int restart(@Parameters(paramLabel = "SERVER", description = NAME) String server)
            throws UserError, InterruptedException {
        return with(this::say, acts -> acts.restart(server));
    }

    @Command(
            name = "rescue",
            mixinStandardHelpOptions = true,
            description = {
                "Start a server once into a spare system in memory, to mend its own under /mnt.",
                "",
                "A server that runs is stopped for it. The start after that is a usual one."
            })
    int rescue(@Parameters(paramLabel = "SERVER", description = NAME) String server)
            throws UserError, InterruptedException {
        return with(this::say, acts -> acts.rescue(server));
    }

    @Command(
            name = "rebuild",
            mixinStandardHelpOptions = true,
            description = {
                "Destroy the disk of a server and start it with a fresh system.",
                "",
                "Name, keys and lease stay; files, users and programs in it are lost. A"
                        + " server that runs is stopped for it."
            })
    int rebuild(
            @Parameters(paramLabel = "SERVER", description = NAME) String server,
            @Option(
                            names = "--image",
                            paramLabel = "IMAGE",
                            description = "The system, such as debian-13. Default: the one it has.")
                    @Nullable String image,
            @Option(names = "--yes", description = "Do not ask before the disk is destroyed.")
                    boolean yes)
            throws UserError, InterruptedException {
        return with(
                this::say,
                acts ->
                        acts.rebuild(
                                server,
                                Optional.ofNullable(image),
                                yes ? _ -> true : this::agreed));
    }

    @Command(
            name = "resize",
            mixinStandardHelpOptions = true,
            description = {
                "Say how much of its lease a server's machine is given from its next start on.",
                "",
                "The price stays the same: it is that of the lease."
            })
    int resize(
            @Parameters(paramLabel = "SERVER", description = NAME) String server,
            @Option(names = "--vcpu", paramLabel = "N", description = "Virtual processors.")
                    @Nullable Integer vcpu,
            @Option(names = "--memory", paramLabel = "MIB", description = "Memory in MiB.")
                    @Nullable Integer memory)
            throws UserError, InterruptedException {
        return with(this::say, acts -> acts.resize(server, vcpu, memory));
    }

    @Command(
            name = "close",
            mixinStandardHelpOptions = true,
            description =
                    "End a server: its disk is destroyed, what is left of the deposit comes back.")
    int close(@Parameters(paramLabel = "SERVER", description = NAME) String server)
            throws UserError, InterruptedException {
        return with(this::say, acts -> acts.close(server));
    }

    @Command(
            name = "backup",
            mixinStandardHelpOptions = true,
            description = {
                "Copy the disk of a server to a file, as the ciphertext that its provider has, and"
                        + " sign it.",
                "",
                "A server that runs is stopped for it and started again. Only the keystore that"
                        + " made the backup can restore it."
            })
    int backup(
            @Parameters(paramLabel = "SERVER", description = NAME) String server,
            @Option(
                            names = "--to",
                            paramLabel = "FILE",
                            required = true,
                            description = "A file that does not exist yet.")
                    Path file,
            @Option(names = "--json", description = "Tell of the backup as JSON.") boolean json)
            throws UserError, InterruptedException {
        return with(json ? _ -> {} : this::say, acts -> told(acts.backup(server, file), json));
    }

    @Command(
            name = "restore",
            mixinStandardHelpOptions = true,
            description = {
                "Order a new server whose disk begins as the backup ended, and start it.",
                "",
                "The disk is encrypted anew on this computer, under a key of its own, on its way to"
                        + " the provider. To move a server: back it up, restore it with another"
                        + " provider, close the old one."
            })
    int restore(
            @Parameters(paramLabel = "FILE", description = "A backup.") Path file,
            @Option(
                            names = "--name",
                            paramLabel = "NAME",
                            description = "Of the new server. Default: that of the old one.")
                    @Nullable String name,
            @Option(
                            names = "--provider",
                            paramLabel = "ADDRESS",
                            description =
                                    "The account of the provider who is to run it. Default: the"
                                            + " best offer.")
                    @Nullable String provider,
            @Option(names = "--json", description = "Tell of the new server as JSON.") boolean json)
            throws UserError, InterruptedException {
        var named = Optional.ofNullable(name);
        var at = provider == null ? Optional.<Address>empty() : Optional.of(account(provider));
        return with(
                json ? _ -> {} : this::say,
                acts -> running(acts, acts.restore(file, named, at), json));
    }

    private static Address account(String text) throws UserError {
        try {
            return Address.ofHex(text);
        } catch (IllegalArgumentException e) {
            throw new UserError("\"" + text + "\" is no account: 0x and 40 hexadecimal digits.", e);
        }
    }

    /// Asks for the server's name; no answer is a no.
    private boolean agreed(String server) throws IOException {
        out.print("All data of %s will be destroyed. Type its name to go on: ".formatted(server));
        out.flush();
        var typed =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))
                        .readLine();
        return typed != null && typed.strip().equals(server);
    }

    private void told(Map<String, Object> fields, boolean json) {
        if (json) {
            say(Json.write(fields));
        }
    }

    private void running(ServerActs acts, ServerSnapshot server, boolean json) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("server", server.spec().name());
        if (server.state() instanceof ServerState.Running(var ssh)) {
            fields.put("ssh", SshWords.of(acts.all(), server, ssh));
            fields.put("hostKey", ssh.hostKey());
        }
        told(fields, json);
    }

    private int with(Consumer<String> say, Act act) throws UserError, InterruptedException {
        var clock = InstantSource.system();
        try (var ledger = LocalLedger.open(folders.local(), clock);
                var cloud =
                        LocalCloud.start(folders, ledger, OptionalInt.empty(), _ -> {}, clock)) {
            act.run(new ServerActs(cloud, say));
        } catch (IOException e) {
            throw new UserError(String.valueOf(e.getMessage()), e);
        }
        return 0;
    }

    private void say(String line) {
        out.println(line);
        out.flush();
    }
}
