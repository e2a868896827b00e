package io.p2pcloud.lightclient;

import io.p2pcloud.common.Bytes32;
import io.p2pcloud.lightclient.consensus.LightClientUpdate;
import io.p2pcloud.lightclient.consensus.Network;
import java.io.IOException;

/// Asks a server once whether it would do, before it is relied on. What it says is no proof; it
/// keeps a user from adding a server of another chain, or one that cannot help.
public final class EndpointTrial {
    private final Network network;

    public EndpointTrial(Network network) {
        this.network = network;
    }

    /// @param good whether it would do
    /// @param sentence how it answered, and what to do when it would not
    public record Outcome(boolean good, String sentence) {}

    /// Blocks until it answered, or the transport's time is over.
    public Outcome of(EndpointRecord.Kind kind, Endpoint endpoint) {
        try {
            return switch (kind) {
                case BEACON -> beacon(endpoint);
                case EXECUTION -> execution(endpoint);
            };
        } catch (IOException e) {
            return bad(
                    endpoint,
                    "did not answer ("
                            + EndpointPool.bounded(String.valueOf(e.getMessage()))
                            + "); check the address, or try later");
        } catch (RuntimeException e) {
            // Mostly the decoders' IllegalArgumentException.
            return bad(
                    endpoint,
                    "sent an answer that cannot be read: "
                            + EndpointPool.bounded(String.valueOf(e.getMessage())));
        }
    }

    private Outcome beacon(Endpoint endpoint) throws IOException {
        var api = new BeaconApi(network);
        // Not every server tells its genesis; signatures decide later.
        if (api.genesisValidatorsRoot(endpoint) instanceof Reply.Good<Bytes32>(Bytes32 root)
                && !root.equals(network.genesisValidatorsRoot())) {
            return bad(
                    endpoint,
                    "is a beacon node of another network than "
                            + network.name()
                            + "; use one of "
                            + network.name());
        }
        return switch (api.finalityUpdate(endpoint)) {
            case Reply.Good<LightClientUpdate>(LightClientUpdate update) ->
                    good(
                            endpoint,
                            "serves light clients; it says that slot "
                                    + update.finalizedHeader().beacon().slot()
                                    + " is finalized");
            case Reply.Bad<LightClientUpdate>(_, String clause) -> bad(endpoint, clause);
            case Reply.Lacking<LightClientUpdate>(String clause) ->
                    bad(
                            endpoint,
                            clause
                                    + " when asked as a light client; use a beacon node that serves"
                                    + " light clients");
        };
    }

    private Outcome execution(Endpoint endpoint) throws IOException {
        return switch (ExecutionApi.chainId(endpoint)) {
            case Reply.Good<Long>(Long id) when id != network.chainId() ->
                    bad(
                            endpoint,
                            "serves chain "
                                    + id
                                    + " instead of chain "
                                    + network.chainId()
                                    + "; use one of "
                                    + network.name());
            case Reply.Good<Long>(_) -> proofs(endpoint);
            case Reply.Bad<Long>(_, String clause) -> bad(endpoint, clause);
            case Reply.Lacking<Long>(String clause) -> bad(endpoint, clause);
        };
    }

    private Outcome proofs(Endpoint endpoint) throws IOException {
        return switch (ExecutionApi.givesProofs(endpoint)) {
            case Reply.Good<Boolean>(_) ->
                    good(endpoint, "is on chain " + network.chainId() + " and gives proofs");
            case Reply.Bad<Boolean>(_, String clause) -> bad(endpoint, clause);
            case Reply.Lacking<Boolean>(String clause) ->
                    bad(endpoint, clause + "; use a server that proves accounts (eth_getProof)");
        };
    }

    private static Outcome good(Endpoint endpoint, String clause) {
        return new Outcome(true, "Server " + endpoint.name() + " " + clause + ".");
    }

    private static Outcome bad(Endpoint endpoint, String clause) {
        return new Outcome(false, "Server " + endpoint.name() + " " + clause + ".");
    }
}
