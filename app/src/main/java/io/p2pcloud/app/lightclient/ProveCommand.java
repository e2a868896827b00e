package io.p2pcloud.app.lightclient;

import io.p2pcloud.common.Address;
import io.p2pcloud.lightclient.Head;
import io.p2pcloud.lightclient.cli.ProofReport;
import io.p2pcloud.lightclient.endpoint.HttpTransport;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Proves an account and storage slots at the newest proven block.
@Command(
        name = "prove",
        mixinStandardHelpOptions = true,
        description = "Prove an account and storage slots at the newest proven block.",
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {" 0:proven", " 3:no server could be reached", "20:refused"})
final class ProveCommand implements Callable<Integer> {
    @Mixin private final FollowMixin follow = new FollowMixin();

    @Option(names = "--account", required = true, paramLabel = "A", description = "The account.")
    private String account = "";

    @Option(
            names = "--slot",
            paramLabel = "S",
            description = "A storage slot, decimal or 0x; may be given several times.")
    private List<String> slots = new ArrayList<>();

    @Option(
            names = "--head",
            paramLabel = "HEAD",
            description = "finalized (default) or optimistic.")
    private Head head = Head.FINALIZED;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Spec private @Nullable CommandSpec spec;

    private final PrintWriter out;
    private final InstantSource clock;

    ProveCommand(PrintWriter out, InstantSource clock) {
        this.out = out;
        this.clock = clock;
    }

    @Override
    public Integer call() throws IOException {
        try (var http = new HttpTransport();
                var client = follow.options().open(http, clock)) {
            var address = Address.ofHex(account);
            var words = slots.stream().map(ProofReport::slot).toList();
            client.sync();
            var report = ProofReport.of(address, words, head, client.prove(address, words, head));
            out.println(report.in(json));
            out.flush();
            return report.exitStatus();
        } catch (IllegalArgumentException e) {
            if (spec == null) {
                throw e;
            }
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }
}
