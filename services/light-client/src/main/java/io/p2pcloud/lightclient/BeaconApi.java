package io.p2pcloud.lightclient;

import io.p2pcloud.common.Bytes32;
import io.p2pcloud.common.Json;
import io.p2pcloud.lightclient.consensus.Fork;
import io.p2pcloud.lightclient.consensus.LightClientBootstrap;
import io.p2pcloud.lightclient.consensus.LightClientJson;
import io.p2pcloud.lightclient.consensus.LightClientSsz;
import io.p2pcloud.lightclient.consensus.LightClientUpdate;
import io.p2pcloud.lightclient.consensus.Network;
import io.p2pcloud.lightclient.endpoint.Transport;
import io.p2pcloud.lightclient.endpoint.Transport.Answer;
import io.p2pcloud.lightclient.ssz.SszReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// The light-client routes of the beacon API (`/eth/v1/beacon/light_client/`), answered in SSZ or
/// JSON. Answers are decoded here and nothing more; malformed ones are `IllegalArgumentException`.
final class BeaconApi {
    /// `MAX_REQUEST_LIGHT_CLIENT_UPDATES`
    static final int MAX_UPDATES = 128;

    private static final String ROUTE = "/eth/v1/beacon/light_client/";
    private static final String ACCEPT = Transport.SSZ + ";q=1, " + Transport.JSON + ";q=0.9";
    private static final int DIGEST_SIZE = 4;
    private static final int MAX_UPDATE_SIZE = 1 << 20;

    private final Network network;

    BeaconApi(Network network) {
        this.network = network;
    }

    Reply<LightClientBootstrap> bootstrap(Endpoint endpoint, Bytes32 root) throws IOException {
        var answer = get(endpoint, ROUTE + "bootstrap/" + root.toHex(), ACCEPT);
        return one(
                answer,
                (ssz, fork) -> LightClientSsz.readBootstrap(ssz, fork, network.preset()),
                (json, fork) -> LightClientJson.readBootstrap(json, fork, network.preset()),
                "header");
    }

    Reply<LightClientUpdate> finalityUpdate(Endpoint endpoint) throws IOException {
        return one(
                get(endpoint, ROUTE + "finality_update", ACCEPT),
                (ssz, fork) -> LightClientSsz.readFinalityUpdate(ssz, fork, network.preset()),
                (json, fork) -> LightClientJson.readFinalityUpdate(json, fork, network.preset()),
                "attested_header");
    }

    Reply<LightClientUpdate> optimisticUpdate(Endpoint endpoint) throws IOException {
        return one(
                get(endpoint, ROUTE + "optimistic_update", ACCEPT),
                (ssz, fork) -> LightClientSsz.readOptimisticUpdate(ssz, fork, network.preset()),
                (json, fork) -> LightClientJson.readOptimisticUpdate(json, fork, network.preset()),
                "attested_header");
    }

    /// Updates of consecutive periods, as many as the server cares to give.
    ///
    /// @param count 1 to [#MAX_UPDATES]
    Reply<List<LightClientUpdate>> updates(Endpoint endpoint, long startPeriod, int count)
            throws IOException {
        var path = ROUTE + "updates?start_period=" + startPeriod + "&count=" + count;
        var answer = get(endpoint, path, ACCEPT);
        if (!answer.isOk()) {
            return lacking(answer);
        }
        var updates = new ArrayList<LightClientUpdate>();
        if (answer.contentType().equals(Transport.SSZ)) {
            var in = new SszReader(answer.body().toArray());
            while (in.remaining() > 0 && updates.size() <= count) {
                long size = in.uint64();
                if (size < DIGEST_SIZE || size > MAX_UPDATE_SIZE) {
                    throw new IllegalArgumentException("an update of a wrong size");
                }
                in.bytes(DIGEST_SIZE);
                updates.add(sszUpdate(in.bytes((int) size - DIGEST_SIZE)));
            }
        } else {
            var list = Json.parse(answer.body().toArray());
            if (!list.isArray()) {
                throw new IllegalArgumentException("updates are a list");
            }
            for (var each : list) {
                var fork = forkOf(each, "attested_header");
                if (fork.isEmpty()) {
                    return unknownFork();
                }
                updates.add(LightClientJson.readUpdate(dataOf(each), fork.get(), network.preset()));
            }
        }
        return updates.size() > count
                ? new Reply.Bad<>(
                        RefusalReason.WRONG_ANSWER,
                        "sent more updates than the " + count + " asked for")
                : new Reply.Good<>(List.copyOf(updates));
    }

    /// The root of the newest finalized checkpoint, as the server claims it.
    Reply<Bytes32> finalizedCheckpoint(Endpoint endpoint) throws IOException {
        var path = "/eth/v1/beacon/states/finalized/finality_checkpoints";
        var answer = get(endpoint, path, Transport.JSON);
        if (!answer.isOk()) {
            return lacking(answer);
        }
        var root = Json.parse(answer.body().toArray()).at("/data/finalized/root");
        if (!root.isString()) {
            throw new IllegalArgumentException("no root of the finalized checkpoint");
        }
        return new Reply.Good<>(Bytes32.ofHex(root.stringValue()));
    }

    private Answer get(Endpoint endpoint, String path, String accept) throws IOException {
        return endpoint.transport().get(endpoint.resolve(path), accept);
    }

    private interface Decoder<S, T> {
        T decode(S encoded, Fork fork);
    }

    private <T> Reply<T> one(
            Answer answer, Decoder<byte[], T> ssz, Decoder<JsonNode, T> json, String headerName) {
        if (!answer.isOk()) {
            return lacking(answer);
        }
        if (answer.contentType().equals(Transport.SSZ)) {
            var fork = Fork.named(answer.consensusVersion());
            return fork.<Reply<T>>map(
                            known -> new Reply.Good<>(ssz.decode(answer.body().toArray(), known)))
                    .orElseGet(this::unknownFork);
        }
        var node = Json.parse(answer.body().toArray());
        var fork = forkOf(node, headerName);
        return fork.<Reply<T>>map(known -> new Reply.Good<>(json.decode(dataOf(node), known)))
                .orElseGet(this::unknownFork);
    }

    private LightClientUpdate sszUpdate(byte[] ssz) {
        long slot = LightClientSsz.attestedSlot(ssz, network.preset());
        if (slot < 0) {
            throw new IllegalArgumentException("slot out of range");
        }
        return LightClientSsz.readUpdate(ssz, network.forkAtSlot(slot), network.preset());
    }

    /// The fork whose containers `node` is in: what it says itself, else that of its slot.
    private Optional<Fork> forkOf(JsonNode node, String headerName) {
        var version = node.get("version");
        if (version != null && version.isString()) {
            return Fork.named(version.stringValue());
        }
        var slot = dataOf(node).at("/" + headerName + "/beacon/slot");
        if (!slot.isString()) {
            throw new IllegalArgumentException("neither a version nor a slot");
        }
        return Optional.of(network.forkAtSlot(Math.max(0, Long.parseLong(slot.stringValue()))));
    }

    private static JsonNode dataOf(JsonNode node) {
        var data = node.get("data");
        if (data == null || !data.isObject()) {
            throw new IllegalArgumentException("member data is missing");
        }
        return data;
    }

    private <T> Reply<T> unknownFork() {
        return new Reply.Bad<>(
                RefusalReason.UNKNOWN_FORK,
                "answers in the rules of a fork that this version does not know; update the"
                        + " program to go on");
    }

    private static <T> Reply<T> lacking(Answer answer) {
        return new Reply.Lacking<>(
                answer.isNotFound()
                        ? "does not have it"
                        : "answered with status " + answer.status());
    }
}
