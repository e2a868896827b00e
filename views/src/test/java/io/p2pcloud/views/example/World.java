package io.p2pcloud.views.example;

import io.p2pcloud.common.Address;
import io.p2pcloud.common.Signal;
import io.p2pcloud.common.TokenAmount;
import io.p2pcloud.history.Ledger;
import io.p2pcloud.lightclient.ChainChoice;
import io.p2pcloud.store.Database;
import io.p2pcloud.views.common.Background;
import io.p2pcloud.views.session.About;
import io.p2pcloud.views.session.AccountLine;
import io.p2pcloud.views.session.ChainStatus;
import io.p2pcloud.views.session.ImageChoice;
import io.p2pcloud.views.session.MachineLook;
import io.p2pcloud.views.session.Network;
import io.p2pcloud.views.session.NetworkState;
import io.p2pcloud.views.session.Preferences;
import io.p2pcloud.views.session.Purse;
import io.p2pcloud.views.session.Services;
import io.p2pcloud.views.session.Session;
import io.p2pcloud.views.session.StartStep;
import io.p2pcloud.views.session.StartStep.Stage;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/// All services of a made-up application. Work runs at once on the caller's thread, the clock
/// stands still, and the ledger is a real one in a folder of the test.
public final class World implements Network, Purse, Preferences, AutoCloseable {
    public final FakeServers servers = new FakeServers();
    public final FakeProofDesk proofDesk = new FakeProofDesk();
    public final FakeMarket market = new FakeMarket();
    public final FakeHosting hosting = new FakeHosting();
    public final FakeProofs proofs = new FakeProofs();
    public final Signal<ChainStatus> chain =
            new Signal<>(new ChainStatus.Following(Example.head()));
    public final Signal<NetworkState> network = new Signal<>(new NetworkState.Unset());
    public final Signal<List<AccountLine>> accounts = new Signal<>(List.of());
    public final List<String> acts = new CopyOnWriteArrayList<>();
    public final Ledger ledger;
    private final Database database;
    public final FakeChains chains = new FakeChains();
    private volatile Chosen chosen = Chosen.FIRST;

    public World(Path folder) {
        var clock = InstantSource.fixed(Example.NOW);
        database = Database.open(folder.resolve("ledger"), List.of(Ledger.SCHEMA), clock);
        ledger = Ledger.open(database, folder.resolve("notes.jsonl"), clock);
    }

    public Services services() {
        return new Services(
                this,
                chains,
                ledger,
                () ->
                        List.of(
                                new MachineLook.Fact(MachineLook.Kind.PROCESSOR, "EPYC 9354P"),
                                new MachineLook.Fact(MachineLook.Kind.MEMORY, "128 GiB"),
                                new MachineLook.Fact(
                                        MachineLook.Kind.PROTECTION, "SEV-SNP switched off"),
                                new MachineLook.Fact(MachineLook.Kind.SSH_KEYS, "1 SSH key found")),
                this,
                new About(
                        "0.1.0",
                        Path.of("/home/ada/.local/share/p2pcloud"),
                        Path.of("/home/ada/.local/state/p2pcloud/p2pcloud.log")),
                Example.USDC,
                proofDesk,
                InstantSource.fixed(Example.NOW),
                Example.ZONE);
    }

    public static Background background() {
        return new Background(Runnable::run, Runnable::run, (_, _) -> () -> {});
    }

    public Session session() {
        return new Session(
                "This computer",
                true,
                chain,
                proofs,
                servers,
                hosting,
                this,
                new FakeKeeping(),
                market,
                List.of(new ImageChoice("debian-13", "Debian 13 (trixie)")));
    }

    public World connect() {
        accounts.set(
                List.of(
                        account(AccountLine.Use.TENANT, Example.TENANT, "995", "4.978123", "0"),
                        account(
                                AccountLine.Use.PROVIDER,
                                Example.PROVIDER,
                                "998.32",
                                "1.68",
                                "6.201877")));
        network.set(new NetworkState.Connected(session()));
        return this;
    }

    private static AccountLine account(
            AccountLine.Use use, Address address, String free, String locked, String credit) {
        return new AccountLine(
                use,
                address,
                Example.money(free),
                Example.money(locked),
                Example.money(credit),
                new BigInteger("9998731000000000000"),
                Example.trust());
    }

    public static NetworkState starting() {
        return new NetworkState.Starting(
                List.of(
                        new StartStep(
                                "The chain", Stage.DONE, Optional.of(Duration.ofMillis(1400))),
                        new StartStep("The market contract", Stage.NOW, Optional.empty()),
                        new StartStep("Accounts and test money", Stage.WAITING, Optional.empty()),
                        new StartStep(
                                "This computer as a provider", Stage.WAITING, Optional.empty())));
    }

    @Override
    public Signal<NetworkState> state() {
        return network;
    }

    @Override
    public void tryHere() {
        acts.add("try here");
        network.set(starting());
    }

    @Override
    public void watch(ChainChoice choice) {
        acts.add("watch " + choice.network());
        chains.chosen = choice;
        proofs.elsewhere = true;
        network.set(new NetworkState.Watching(choice.network(), proofs));
    }

    @Override
    public void stop() {
        acts.add("stop network");
        network.set(new NetworkState.Unset());
    }

    @Override
    public Signal<List<AccountLine>> accounts() {
        return accounts;
    }

    @Override
    public TokenAmount withdraw(Address account) {
        acts.add("withdraw " + account);
        return Example.money("6.201877");
    }

    @Override
    public Chosen get() {
        return chosen;
    }

    @Override
    public void set(Chosen next) {
        chosen = next;
    }

    @Override
    public void close() {
        database.close();
    }
}
