package io.p2pcloud.app;

import io.p2pcloud.chain.Figures;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.common.Signal;
import io.p2pcloud.lightclient.ChainChoice;
import io.p2pcloud.lightclient.CrossCheck;
import io.p2pcloud.lightclient.LightClient;
import io.p2pcloud.lightclient.LightClientState;
import io.p2pcloud.lightclient.endpoint.HttpTransport;
import io.p2pcloud.views.session.Proofs;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;

/// A chain of other people, followed by the light client through servers that are not trusted. No
/// market is read there yet, so there are no figures.
final class FollowedChain implements Proofs, AutoCloseable {
    private final HttpTransport http = new HttpTransport();
    private final LightClient client;
    private final Figures figures = new Figures();
    private final Consumer<Bytes32> elsewhere;

    /// @param folder where what was proven is kept
    /// @param elsewhere told the block that the user trusts from now on
    /// @throws IllegalArgumentException with a sentence when the choice cannot be followed
    /// @throws IOException when the network's file cannot be read or the folder not be made
    FollowedChain(ChainChoice choice, Path folder, Consumer<Bytes32> elsewhere, InstantSource clock)
            throws IOException {
        this.elsewhere = elsewhere;
        try {
            client = choice.open(folder, http, clock);
        } catch (IOException | RuntimeException e) {
            http.close();
            throw e;
        }
        client.start();
    }

    @Override
    public Signal<LightClientState> state() {
        return client.state();
    }

    @Override
    public Signal<Figures.Summary> figures() {
        return figures.summary();
    }

    @Override
    public void again() {
        client.refresh();
    }

    @Override
    public boolean canStartElsewhere() {
        return true;
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
        elsewhere.accept(root);
    }

    @Override
    public void close() {
        client.close();
        http.close();
    }
}
