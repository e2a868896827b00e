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
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/// The light-client routes of the beacon API (`/eth/v1/beacon/light_client/`), answered in SSZ or
/// JSON. Answers are decoded here and nothing more; malformed ones are `IllegalArgumentException`.
final class BeaconApi {
    /// `MAX_REQUEST_LIGHT_CLIENT_UPDATES`
    static final int MAX_UPDATES = 128;

    private static final String ROUTE = "/eth/v1/beacon/light_client/";
    private static final String ACCEPT = Transport.SSZ + ";q=1, " + Transport.JSON + ";q=0.9";
    private static final int DIGEST_SIZE = 4;

    /// One bootstrap or update takes some 26 kB in SSZ and 70 kB in JSON.
    private static final int MAX_OBJECT_SIZE = 1 << 18;

    private static final Set<Integer> REFUSES_SSZ = Set.of(406, 415);

    private final Network network;

    // Servers that know no SSZ and say so instead of answering in JSON.
    private final Set<URI> jsonOnly = ConcurrentHashMap.newKeySet();

    BeaconApi(Network network) {
        this.network = network;
    }

    Reply<LightClientBootstrap> bootstrap(Endpoint endpoint, Bytes32 root) throws IOException {
        var answer = get(endpoint, ROUTE + "bootstrap/" + root.toHex(), 1);
        if (answer.isNotFound()) {
            return new Reply.Lacking<>(
                    "does not have the checkpoint's block (it must be the first block of an epoch,"
                            + " and servers keep only those of the last weeks or months)");
        }
        return one(
                answer,
                (ssz, fork) -> LightClientSsz.readBootstrap(ssz, fork, network.preset()),
                (json, fork) -> LightClientJson.readBootstrap(json, fork, network.preset()),
                "header");
    }

    Reply<LightClientUpdate> finalityUpdate(Endpoint endpoint) throws IOException {
        return one(
                get(endpoint, ROUTE + "finality_update", 1),
                (ssz, fork) -> LightClientSsz.readFinalityUpdate(ssz, fork, network.preset()),
                (json, fork) -> LightClientJson.readFinalityUpdate(json, fork, network.preset()),
                "attested_header");
    }

    Reply<LightClientUpdate> optimisticUpdate(Endpoint endpoint) throws IOException {
        return one(
                get(endpoint, ROUTE + "optimistic_update", 1),
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
        var answer = get(endpoint, path, count);
        if (!answer.isOk()) {
            return lacking(answer);
        }
        return updates(answer, count);
    }

    private Reply<List<LightClientUpdate>> updates(Answer answer, int count) {
        var updates = new ArrayList<LightClientUpdate>();
        if (answer.contentType().equals(Transport.SSZ)) {
            var in = new SszReader(answer.body().toArray());
            while (in.remaining() > 0 && updates.size() <= count) {
                long size = in.uint64();
                if (size < DIGEST_SIZE || size > MAX_OBJECT_SIZE) {
                    throw new IllegalArgumentException("an update of a wrong size");
                }
                in.bytes(DIGEST_SIZE);
                updates.add(sszUpdate(in.bytes((int) size - DIGEST_SIZE)));
            }
        } else {
            var json = Json.parse(answer.body().toArray());
            for (var each : itemsOf(json)) {
                var fork = forkOf(each, json, "attested_header");
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

    /// A bare list, as the API has it, or one in `data`, as some servers give it.
    private static JsonNode itemsOf(JsonNode json) {
        var list = json.isArray() ? json : json.get("data");
        if (list == null || !list.isArray()) {
            throw new IllegalArgumentException("updates are a list");
        }
        return list;
    }

    /// The root of the newest finalized checkpoint, as the server claims it.
    Reply<Bytes32> finalizedCheckpoint(Endpoint endpoint) throws IOException {
        var path = "/eth/v1/beacon/states/finalized/finality_checkpoints";
        return rootAt(get(endpoint, path, 1), "/data/finalized/root");
    }

    /// What sets the server's chain apart from every other, as it claims.
    Reply<Bytes32> genesisValidatorsRoot(Endpoint endpoint) throws IOException {
        return rootAt(get(endpoint, "/eth/v1/beacon/genesis", 1), "/data/genesis_validators_root");
    }

    private static Reply<Bytes32> rootAt(Answer answer, String pointer) {
        if (!answer.isOk()) {
            return lacking(answer);
        }
        var root = Json.parse(answer.body().toArray()).at(pointer);
        if (!root.isString()) {
            throw new IllegalArgumentException("no root at " + pointer);
        }
        return new Reply.Good<>(Bytes32.ofHex(root.stringValue()));
    }

    private Answer get(Endpoint endpoint, String path, int objects) throws IOException {
        var address = endpoint.resolve(path);
        boolean known = jsonOnly.contains(endpoint.address());
        var answer = endpoint.transport().get(address, known ? Transport.JSON : ACCEPT);
        if (!known && REFUSES_SSZ.contains(answer.status())) {
            jsonOnly.add(endpoint.address());
            answer = endpoint.transport().get(address, Transport.JSON);
        }
        if (answer.isBusy()) {
            throw new IOException("busy, status " + answer.status());
        }
        if (answer.body().size() > objects * MAX_OBJECT_SIZE) {
            throw new IllegalArgumentException("an answer of " + answer.body().size() + " bytes");
        }
        return answer;
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
        var fork = forkOf(node, node, headerName);
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

    /// The fork whose containers `node` is in: what it or the answer around it says, else that of
    /// its slot.
    private Optional<Fork> forkOf(JsonNode node, JsonNode around, String headerName) {
        for (var each : List.of(node, around)) {
            var version = each.get("version");
            if (version != null && version.isString()) {
                return Fork.named(version.stringValue());
            }
        }
        var slot = dataOf(node).at("/" + headerName + "/beacon/slot");
        if (!slot.isString()) {
            throw new IllegalArgumentException("neither a version nor a slot");
        }
        return Optional.of(network.forkAtSlot(Math.max(0, Long.parseLong(slot.stringValue()))));
    }

    private static JsonNode dataOf(JsonNode node) {
        var data = node.get("data");
        var object = data == null ? node : data;
        if (!object.isObject()) {
            throw new IllegalArgumentException("member data is missing");
        }
        return object;
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
