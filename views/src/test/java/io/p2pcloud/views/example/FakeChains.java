package io.p2pcloud.views.example;

import io.p2pcloud.common.Bytes32;
import io.p2pcloud.lightclient.ChainChoice;
import io.p2pcloud.lightclient.CrossCheck;
import io.p2pcloud.lightclient.EndpointRecord;
import io.p2pcloud.lightclient.EndpointTrial;
import io.p2pcloud.views.session.Chains;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Servers of other people that say what they are told to say: every host answers but those of the
/// top-level domain `invalid`.
public final class FakeChains implements Chains {
    public @Nullable ChainChoice chosen;
    public @Nullable String broken;

    @Override
    public Optional<ChainChoice> chosen() {
        return Optional.ofNullable(chosen);
    }

    @Override
    public EndpointTrial.Outcome test(String network, EndpointRecord.Kind kind, String address)
            throws IOException {
        check();
        var host = String.valueOf(URI.create(address).getHost());
        return host.endsWith(".invalid")
                ? new EndpointTrial.Outcome(
                        false,
                        "Server "
                                + host
                                + " did not answer (unknown host); check the address, or try"
                                + " later.")
                : new EndpointTrial.Outcome(
                        true,
                        "Server "
                                + host
                                + " serves light clients; it says that slot 15204191 is"
                                + " finalized.");
    }

    @Override
    public CrossCheck crossCheck(ChainChoice choice, Bytes32 root) throws IOException {
        check();
        return new CrossCheck(
                root,
                root.equals(FakeProofs.ROOT) ? choice.beacons() : List.of(),
                choice.beacons().size());
    }

    @Override
    public List<CrossCheck> proposals(ChainChoice choice) throws IOException {
        return choice.beacons().isEmpty()
                ? List.of()
                : List.of(crossCheck(choice, FakeProofs.ROOT));
    }

    private void check() throws IOException {
        if (broken != null) {
            throw new IOException(broken);
        }
    }
}
