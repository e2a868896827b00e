package io.p2pcloud.app.lightclient;

import io.p2pcloud.lightclient.LightClientState.Sync;
import io.p2pcloud.lightclient.cli.SyncReport;
import io.p2pcloud.lightclient.endpoint.HttpTransport;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Follows a chain and prints its newest proven blocks.
@Command(
        name = "sync",
        mixinStandardHelpOptions = true,
        description = "Follow a chain and print its newest proven blocks.",
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {" 0:proven", " 3:no server could be reached", "20:refused"})
final class SyncCommand implements Callable<Integer> {
    @Mixin private final FollowMixin follow = new FollowMixin();

    @Option(names = "--once", description = "Stop after the first round.")
    private boolean once;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Spec private @Nullable CommandSpec spec;

    private final PrintWriter out;
    private final InstantSource clock;

    SyncCommand(PrintWriter out, InstantSource clock) {
        this.out = out;
        this.clock = clock;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (var http = new HttpTransport();
                var client = follow.options().open(http, clock)) {
            int status;
            Sync shown = new Sync.Starting();
            do {
                long start = System.nanoTime();
                var sync = client.sync();
                var took = Duration.ofNanos(System.nanoTime() - start);
                var report = SyncReport.of(client.state().get(), took);
                status = report.exitStatus();
                if (once || isNews(shown, sync)) {
                    out.println(report.in(json));
                    out.flush();
                    shown = sync;
                }
                if (!once) {
                    Thread.sleep(client.pollEvery());
                }
            } while (!once);
            return status;
        } catch (IllegalArgumentException e) {
            if (spec == null) {
                throw e;
            }
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    /// Rounds that bring the same blocks are not printed again.
    private static boolean isNews(Sync shown, Sync now) {
        return switch (now) {
            case Sync.Following following ->
                    !(shown instanceof Sync.Following before)
                            || !before.optimistic().equals(following.optimistic());
            case Sync.Refused refused -> !(shown instanceof Sync.Refused);
            case Sync.Unreachable unreachable -> !(shown instanceof Sync.Unreachable);
            case Sync.Starting starting -> false;
        };
    }
}
