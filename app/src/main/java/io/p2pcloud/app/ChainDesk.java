package io.p2pcloud.app;

import io.p2pcloud.common.Bytes32;
import io.p2pcloud.lightclient.ChainChoice;
import io.p2pcloud.lightclient.CrossCheck;
import io.p2pcloud.lightclient.Endpoint;
import io.p2pcloud.lightclient.EndpointRecord;
import io.p2pcloud.lightclient.EndpointTrial;
import io.p2pcloud.lightclient.endpoint.HttpTransport;
import io.p2pcloud.views.session.Chains;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Asks servers of other people over HTTP; connections last as long as one question.
final class ChainDesk implements Chains {
    private final ChainFile file;
    private final InstantSource clock;

    ChainDesk(ChainFile file, InstantSource clock) {
        this.file = file;
        this.clock = clock;
    }

    @Override
    public Optional<ChainChoice> chosen() {
        return file.read().map(ChainFile.Chosen::choice);
    }

    @Override
    public EndpointTrial.Outcome test(String network, EndpointRecord.Kind kind, String address)
            throws IOException {
        var known = new ChainChoice(network, List.of(), List.of(), "").known();
        try (var http = new HttpTransport()) {
            return new EndpointTrial(known).of(kind, Endpoint.http(address, http));
        }
    }

    @Override
    public CrossCheck crossCheck(ChainChoice choice, Bytes32 root) throws IOException {
        try (var http = new HttpTransport();
                var client = choice.asking(http, clock)) {
            return client.crossCheck(root);
        }
    }

    @Override
    public List<CrossCheck> proposals(ChainChoice choice) throws IOException {
        try (var http = new HttpTransport();
                var client = choice.asking(http, clock)) {
            return client.proposeCheckpoints();
        }
    }
}
