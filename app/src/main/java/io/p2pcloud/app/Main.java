package io.p2pcloud.app;

import io.p2pcloud.app.attestation.AttestationCommand;
import io.p2pcloud.app.lightclient.LightClientCommand;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// `p2pcloud`: the window without arguments, else a command.
@Command(
        name = "p2pcloud",
        mixinStandardHelpOptions = true,
        version = "P2P Cloud 0.1.0",
        description = "Rent and rent out encrypted virtual servers. Without a command: the window.")
public final class Main implements Callable<Integer> {
    private static final int FAILED = 1;

    private final Folders folders;

    private Main(Folders folders) {
        this.folders = folders;
    }

    public static void main(String[] arguments) {
        var folders = folders();
        try {
            LogFile.use(folders.log());
        } catch (UserError e) {
            System.err.println(e.getMessage());
            System.exit(FAILED);
        }
        System.exit(commandLine(folders).execute(arguments));
    }

    /// The command line over these folders.
    static CommandLine commandLine(Folders folders) {
        var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        return new CommandLine(new Main(folders))
                .addSubcommand(new QuickstartCommand(folders, out))
                .addSubcommand(new ProbeCommand(folders, out))
                .addSubcommand(new DevnetCommand(folders, out))
                .addSubcommand(new KeeperCommand(folders, out))
                .addSubcommand(new GuardianCommand(folders, out))
                .addSubcommand(new ServerCommand(folders, out))
                .addSubcommand(new FirmwareCommand(folders, out))
                .addSubcommand(
                        AttestationCommand.commandLine(
                                folders.data(), folders.cache(), InstantSource.system(), out))
                .addSubcommand(LightClientCommand.commandLine(out, InstantSource.system()))
                .setExecutionExceptionHandler((failure, command, _) -> {
                    command.getErr().println(sentence(failure, folders.log()));
                    command.getErr().flush();
                    return FAILED;
                });
    }

    @Override
    public Integer call() throws UserError {
        return Window.open(folders);
    }

    private static Folders folders() {
        return Folders.of(System.getenv(), Path.of(System.getProperty("user.home")));
    }

    /// A failure that nobody thought of is told with the place where all of it stands.
    private static String sentence(Exception failure, Path log) {
        var told = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        if (failure instanceof UserError) {
            return told;
        }
        System.getLogger(Main.class.getName())
                .log(System.Logger.Level.ERROR, "a command failed", failure);
        return told + "\nWhat led to it is written down in " + log;
    }
}
