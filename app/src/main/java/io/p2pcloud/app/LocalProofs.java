package io.p2pcloud.app;

import io.p2pcloud.chain.Chain;
import io.p2pcloud.chain.Checked;
import io.p2pcloud.chain.Figures;
import io.p2pcloud.chain.LightClientReads;
import io.p2pcloud.chain.ProvenReads;
import io.p2pcloud.chain.ProvenWords;
import io.p2pcloud.chain.Proving;
import io.p2pcloud.common.Address;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.common.Signal;
import io.p2pcloud.devnet.DevnetState;
import io.p2pcloud.history.HistoryProofs;
import io.p2pcloud.history.Ledger;
import io.p2pcloud.lightclient.Checkpoint;
import io.p2pcloud.lightclient.CrossCheck;
import io.p2pcloud.lightclient.Endpoint;
import io.p2pcloud.lightclient.LightClient;
import io.p2pcloud.lightclient.LightClientSettings;
import io.p2pcloud.lightclient.LightClientState;
import io.p2pcloud.lightclient.consensus.NetworkFile;
import io.p2pcloud.lightclient.endpoint.HttpTransport;
import io.p2pcloud.market.MarketEvents;
import io.p2pcloud.views.session.Proofs;
import java.math.BigInteger;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/// The light client that follows the embedded chain: the same that follows real ones.
public final class LocalProofs implements Proofs, AutoCloseable {
    /// Twice in a slot, so that one's own acts are soon in what is read.
    private static final Duration POLL = Duration.ofMillis(500);

    private static final Duration HISTORIES = Duration.ofSeconds(5);

    private final HttpTransport http = new HttpTransport();
    private final LightClient client;
    private final ProvenReads reads;

    private LocalProofs(DevnetState.Running running, InstantSource clock) {
        var network = NetworkFile.builtIn("devnet");
        client =
                new LightClient(
                        new LightClientSettings(
                                network,
                                null,
                                List.of(Endpoint.http(running.beacon().toString(), http)),
                                List.of(Endpoint.http(running.rpc().toString(), http)),
                                null,
                                POLL),
                        clock);
        reads = new LightClientReads(client, network, client::refresh, clock);
    }

    /// Begins to follow, and does the first round before it returns.
    static LocalProofs follow(DevnetState.Running running, InstantSource clock) {
        var proofs = new LocalProofs(running, clock);
        proofs.client.sync();
        proofs.client.start();
        return proofs;
    }

    @Override
    public Signal<LightClientState> state() {
        return client.state();
    }

    @Override
    public Signal<Figures.Summary> figures() {
        return reads.figures().summary();
    }

    @Override
    public void again() {
        client.refresh();
    }

    /// The embedded chain's checkpoints are worked out, not chosen.
    @Override
    public boolean canStartElsewhere() {
        return false;
    }

    @Override
    public CrossCheck crossCheck(Bytes32 root) {
        return client.crossCheck(root);
    }

    @Override
    public List<CrossCheck> proposals() {
        return client.proposeCheckpoints();
    }

    @Override
    public void startFrom(Bytes32 root) {
        client.startFrom(new Checkpoint(root, Checkpoint.Source.PASTED));
    }

    public ProvenReads reads() {
        return reads;
    }

    /// An account's coin for gas, in wei.
    Checked<BigInteger> coin(Chain chain, Address account) {
        var key = account.toHex() + "/coin";
        return switch (reads.read(account, List.of())) {
            case Proving.Proven<ProvenWords>(var proven, var trust) -> {
                reads.figures().note(Figures.Kind.BALANCE, key, trust, "");
                yield new Checked<>(proven.balance(), trust);
            }
            case Proving.NotProven<ProvenWords>(var reason) -> {
                var told = chain.balance(account);
                reads.figures().note(Figures.Kind.BALANCE, key, told.trust(), reason);
                yield told;
            }
        };
    }

    /// Begins to prove the histories of the leases in the ledger.
    AutoCloseable histories(Ledger ledger, MarketEvents events) {
        var histories = new HistoryProofs(ledger, events::history);
        return Polling.start("history-proofs", HISTORIES, histories::round);
    }

    @Override
    public void close() {
        client.close();
        http.close();
    }
}
