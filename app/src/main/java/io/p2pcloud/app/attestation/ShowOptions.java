package io.p2pcloud.app.attestation;

import io.p2pcloud.attestation.command.ShowCommand;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `attestation show`.
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "Print every field of a report. Nothing is checked.")
final class ShowOptions implements Callable<Integer> {
    @Option(
            names = "--report",
            paramLabel = "FILE",
            required = true,
            description = "The report, 1184 bytes.")
    private Path report = Path.of("");

    @Spec private @Nullable CommandSpec spec;

    private final PrintWriter out;

    ShowOptions(PrintWriter out) {
        this.out = out;
    }

    @Override
    public Integer call() {
        return AttestationCommand.end(
                new ShowCommand().run(report),
                out,
                Objects.requireNonNull(spec, "set by picocli").commandLine().getErr());
    }
}
