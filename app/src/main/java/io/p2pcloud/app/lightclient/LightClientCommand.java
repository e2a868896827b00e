package io.p2pcloud.app.lightclient;

import java.io.PrintWriter;
import java.time.InstantSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// `p2pcloud light-client`: what the window shows as proven, on the command line.
@Command(
        name = "light-client",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "sync|prove",
        description = "Follow a chain from a checkpoint and prove values on it.")
public final class LightClientCommand {
    private LightClientCommand() {}

    /// The command with its subcommands.
    public static CommandLine commandLine(PrintWriter out, InstantSource clock) {
        return new CommandLine(new LightClientCommand())
                .addSubcommand(new SyncCommand(out, clock))
                .addSubcommand(new ProveCommand(out, clock));
    }
}
