package io.p2pcloud.app;

import io.p2pcloud.chain.ChainException;
import io.p2pcloud.common.Address;
import io.p2pcloud.common.Json;
import io.p2pcloud.wallet.AccountName;
import io.p2pcloud.wallet.Keystore;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Keeps a market for the bounties.
@Command(
        name = "keeper",
        mixinStandardHelpOptions = true,
        description = {
            "Match orders whose bidding is over, end leases that nobody started, and mark silent"
                    + " providers stale, for the market's bounties. On the embedded chain that runs"
                    + " here, or with --execution and --market on any other."
        })
final class KeeperCommand implements Callable<Integer> {
    @Option(names = "--execution", paramLabel = "URL", description = "JSON-RPC of the chain.")
    private @Nullable URI execution;

    @Option(names = "--market", paramLabel = "ADDRESS", description = "The market's contract.")
    private @Nullable String market;

    @Option(
            names = "--account",
            paramLabel = "NAME",
            description =
                    "The account of the keystore that earns the bounties. On the embedded chain one"
                            + " named keeper is made and given test money.")
    private @Nullable String account;

    @Option(
            names = "--keystore",
            paramLabel = "FOLDER",
            description = "Where the account lies. Default: the folder keeper/keys of the data.")
    private @Nullable Path keystore;

    @Option(
            names = "--create",
            description = "Make the account, without a passphrase, if it is not there.")
    private boolean create;

    @Option(names = "--once", description = "Do what is due now, then end.")
    private boolean once;

    @Option(
            names = "--every",
            paramLabel = "SECONDS",
            defaultValue = "12",
            description = "Seconds between two looks. Default: ${DEFAULT-VALUE}.")
    private int every = 12;

    @Option(names = "--json", description = "Print one JSON object for each act.")
    private boolean json;

    private final Folders folders;
    private final PrintWriter out;

    KeeperCommand(Folders folders, PrintWriter out) {
        this.folders = folders;
        this.out = out;
    }

    @Override
    public Integer call() throws UserError, InterruptedException {
        if (every < 1) {
            throw new UserError("--every takes at least one second, not " + every + ".");
        }
        try (var post = post()) {
            begin(post);
            do {
                round(post);
                if (!once) {
                    Thread.sleep(Duration.ofSeconds(every));
                }
            } while (!once);
            return 0;
        } catch (ChainException e) {
            throw new UserError(String.valueOf(e.getMessage()), e);
        }
    }

    private KeeperPost post() throws UserError {
        boolean onDevnet = execution == null && market == null;
        var name = name(onDevnet);
        var folder = keystore == null ? folders.data().resolve("keeper").resolve("keys") : keystore;
        var opened =
                new KeeperAccount(
                        new Keystore(folder, new SecureRandom()), name, create || onDevnet);
        if (onDevnet) {
            return KeeperPost.onDevnet(folders, opened);
        }
        if (execution == null || market == null) {
            throw new UserError(
                    "--execution and --market belong together: give the chain's JSON-RPC and the"
                            + " address of the market on it.");
        }
        return KeeperPost.on(execution, address(market), folders, opened);
    }

    private AccountName name(boolean onDevnet) throws UserError {
        if (account == null && !onDevnet) {
            throw new UserError("--account is missing: name the account that earns the bounties.");
        }
        try {
            return new AccountName(account == null ? "keeper" : account);
        } catch (IllegalArgumentException e) {
            throw new UserError(String.valueOf(e.getMessage()), e);
        }
    }

    private static Address address(String text) throws UserError {
        try {
            return Address.ofHex(text);
        } catch (IllegalArgumentException e) {
            throw new UserError("--market is no address: " + e.getMessage(), e);
        }
    }

    private void begin(KeeperPost post) {
        if (!json) {
            say("Keeping the market for " + post.account().checksummed());
        }
    }

    /// A chain that is away for a while is asked again, unless this is the only look.
    private void round(KeeperPost post) {
        var report = new KeeperReport(post.config());
        try {
            var acts = post.keeper().round();
            for (var act : acts) {
                say(json ? Json.write(report.json(act)) : report.words(act));
            }
            if (once && acts.isEmpty()) {
                nothing();
            }
        } catch (ChainException e) {
            if (once) {
                throw e;
            }
            var sentence = String.valueOf(e.getMessage());
            say(json ? Json.write(Map.of("problem", sentence)) : sentence);
        }
    }

    private void nothing() {
        if (!json) {
            say("Nothing is due.");
        }
    }

    private void say(String line) {
        out.println(line);
        out.flush();
    }
}
