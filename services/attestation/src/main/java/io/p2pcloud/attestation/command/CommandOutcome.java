package io.p2pcloud.attestation.command;

/// How a command ended.
///
/// @param output for the standard output, without a last line end; may be empty
/// @param complaint one sentence for the error output; empty unless the input was of no use
public record CommandOutcome(ExitStatus status, String output, String complaint) {
    static CommandOutcome of(ExitStatus status, String output) {
        return new CommandOutcome(status, output, "");
    }

    static CommandOutcome unusable(String complaint) {
        return new CommandOutcome(ExitStatus.UNUSABLE, "", complaint);
    }
}
