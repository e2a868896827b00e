package io.p2pcloud.app;

import io.p2pcloud.common.Json;
import io.p2pcloud.tenant.ServerSpec;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// The whole story in the terminal.
@Command(
        name = "quickstart",
        mixinStandardHelpOptions = true,
        description =
                "Order, launch, use and close a server on this computer, with test money on an"
                        + " embedded chain.")
final class QuickstartCommand implements Callable<Integer> {
    @Option(names = "--json", description = "Print one JSON object at the end and nothing else.")
    private boolean json;

    @Option(names = "--keep", description = "Leave the server running and say how to reach it.")
    private boolean keep;

    @Option(
            names = "--order",
            description = "Post an order and wait for bids instead of taking the offer at once.")
    private boolean order;

    @Option(
            names = "--image",
            defaultValue = "debian-13",
            description = "Default: ${DEFAULT-VALUE}.")
    private String image = "debian-13";

    @Option(
            names = "--ssh-key",
            paramLabel = "FILE",
            description =
                    "Public key that may log in. Default: those in ~/.ssh, else one of"
                            + " p2pcloud's own.")
    private @Nullable Path sshKey;

    @Option(
            names = "--chain-port",
            description = "The embedded chain's port on loopback. Default: any free one.")
    private int chainPort;

    private final Folders folders;
    private final PrintWriter out;

    QuickstartCommand(Folders folders, PrintWriter out) {
        this.folders = folders;
        this.out = out;
    }

    @Override
    public Integer call() throws Exception {
        var port = chainPort == 0 ? OptionalInt.empty() : OptionalInt.of(chainPort);
        var keys = sshKey == null ? List.<String>of() : List.of(PublicKeyFile.read(sshKey));
        var story =
                new Quickstart(
                        json ? line -> {} : line -> say(line),
                        InstantSource.system(),
                        image,
                        keys,
                        order ? ServerSpec.Mode.WAIT_FOR_BIDS : ServerSpec.Mode.BEST_OFFER);
        var told = story.run(folders, port, keep);
        if (json) {
            say(Json.writePretty(told));
        }
        return 0;
    }

    private void say(String line) {
        out.println(line);
        out.flush();
    }
}
