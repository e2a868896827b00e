package io.p2pcloud.bench;

import io.p2pcloud.app.seed.MarketSeed;
import io.p2pcloud.chain.Chain;
import io.p2pcloud.chain.HttpJsonRpc;
import io.p2pcloud.chain.NonceJournal;
import io.p2pcloud.chain.SendPolicy;
import io.p2pcloud.chain.Transactions;
import io.p2pcloud.common.Address;
import io.p2pcloud.devnet.Devnet;
import io.p2pcloud.devnet.DevnetPlace;
import io.p2pcloud.market.ContractMarketplace;
import io.p2pcloud.market.OfferBook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.OptionalInt;

/// Milliseconds and heap to load what the market page shows, every offer with its provider's
/// record, when a market has a long past, against the same market when it had half of it.
final class MarketPage {
    private static final int ROUNDS = 7;
    private static final int WARM_UP = 5;
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final double MEBI = 1 << 20;

    private MarketPage() {}

    /// @param args the number of offers and of past leases, 10,000 and 100,000 when left out
    static void main(String[] args) throws IOException {
        int offers = args.length > 0 ? Integer.parseInt(args[0]) : 10_000;
        int past = args.length > 1 ? Integer.parseInt(args[1]) : 10 * offers;
        var folder = Files.createTempDirectory("p2pcloud-bench");
        var clock = InstantSource.system();
        var now = clock.instant();
        var root = Path.of(System.getenv().getOrDefault("P2PCLOUD_INSTALL", ""));
        var devnet =
                Devnet.since(
                        MarketSeed.begin(now),
                        new DevnetPlace(folder, root.toAbsolutePath(), OptionalInt.empty()),
                        System.getenv().getOrDefault("PATH", ""),
                        clock);
        try {
            var running = devnet.start();
            var half = new Load[1];
            long start = System.nanoTime();
            try (var rpc = new HttpJsonRpc(running.rpc(), PATIENCE)) {
                var chain = Chain.connect(rpc, running.chain());
                MarketSeed.grow(
                        chain,
                        running.market(),
                        offers,
                        past,
                        now,
                        System.err::println,
                        () -> half[0] = load(chain, running.market()));
                var seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds();
                System.err.println("The market was made in " + seconds + " s");
                load(chain, running.market()).print("market-page", half[0]);
            }
        } finally {
            devnet.abandon();
            delete(folder);
        }
    }

    /// @param offers that stand
    /// @param leases ever opened
    private record Load(int offers, int providers, long leases, double milliseconds, double mebi) {
        void print(String name, Load half) {
            Figures.print(name, milliseconds, "ms", "half-the-past", half.milliseconds);
            Figures.print(name + "-heap", mebi, "MiB", "half-the-past", half.mebi);
        }
    }

    /// What the market page does to fill its table.
    private static Load load(Chain chain, Address address) {
        var market =
                new ContractMarketplace(
                        new Transactions(
                                chain,
                                NonceJournal.inMemory(),
                                SendPolicy.devnet(),
                                InstantSource.system()),
                        address);
        var samples = new double[ROUNDS];
        for (int i = -WARM_UP; i < ROUNDS; i++) {
            double took = Figures.milliseconds(() -> OfferBook.read(market, _ -> {}));
            if (i >= 0) {
                samples[i] = took;
            }
        }
        long before = used();
        var book = OfferBook.read(market, _ -> {});
        double mebi = (used() - before) / MEBI;
        var found =
                new Load(
                        book.offers().size(),
                        book.providers().size(),
                        market.counts().value().leases(),
                        Figures.median(samples),
                        mebi);
        System.err.println(found);
        return found;
    }

    /// What is reachable now.
    private static long used() {
        var memory = Runtime.getRuntime();
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return memory.totalMemory() - memory.freeMemory();
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
