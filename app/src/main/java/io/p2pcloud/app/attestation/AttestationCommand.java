package io.p2pcloud.app.attestation;

import io.p2pcloud.attestation.command.CommandOutcome;
import io.p2pcloud.attestation.command.ExitStatus;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// Judges proofs of machines, shows reports, computes launch measurements.
@Command(
        name = "attestation",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Check the proof of a machine, show a report, compute a launch measurement.")
public final class AttestationCommand {
    private AttestationCommand() {}

    /// With its subcommands.
    ///
    /// @param data where the user's stricter policy may lie
    /// @param cache where AMD's answers are kept
    public static CommandLine commandLine(
            Path data, Path cache, InstantSource clock, PrintWriter out) {
        return new CommandLine(new AttestationCommand())
                .addSubcommand(
                        new VerifyOptions(PolicyFile.in(data), certificates(cache), clock, out))
                .addSubcommand(new ShowOptions(out))
                .addSubcommand(new MeasureOptions(out));
    }

    /// Where AMD's certificates are kept.
    static Path certificates(Path cache) {
        return cache.resolve("amd-certificates");
    }

    static CommandOutcome unusable(String complaint) {
        return new CommandOutcome(ExitStatus.UNUSABLE, "", complaint);
    }

    /// Prints, and gives the exit status.
    static int end(CommandOutcome outcome, PrintWriter out, PrintWriter err) {
        if (!outcome.output().isEmpty()) {
            out.println(outcome.output());
            out.flush();
        }
        if (!outcome.complaint().isEmpty()) {
            err.println(outcome.complaint());
            err.flush();
        }
        return outcome.status().code();
    }
}
