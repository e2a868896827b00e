package io.p2pcloud.lightclient;

import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.common.Json;
import io.p2pcloud.lightclient.consensus.Fork;
import io.p2pcloud.lightclient.consensus.LightClientJson;
import io.p2pcloud.lightclient.consensus.LightClientSsz;
import io.p2pcloud.lightclient.consensus.LightClientUpdate;
import io.p2pcloud.lightclient.consensus.Network;
import io.p2pcloud.lightclient.consensus.Preset;
import io.p2pcloud.lightclient.endpoint.Transport;
import io.p2pcloud.lightclient.ssz.Merkle;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// An honest beacon node of a generated chain, in JSON or SSZ.
public final class TestBeacon implements Transport {
    private static final String ROUTE = "/eth/v1/beacon/light_client/";

    private final TestChain chain;
    private final InstantSource clock;
    private final boolean ssz;
    private final int pageLimit;
    private int requests;

    /// @param pageLimit the most updates it gives at once
    TestBeacon(TestChain chain, InstantSource clock, boolean ssz, int pageLimit) {
        this.chain = chain;
        this.clock = clock;
        this.ssz = ssz;
        this.pageLimit = pageLimit;
    }

    int requests() {
        return requests;
    }

    @Override
    public Answer post(URI address, Bytes json) {
        return notFound();
    }

    @Override
    public synchronized Answer get(URI address, String accept) {
        requests++;
        long slot = chain.network().slotAt(clock.instant());
        var path = address.getPath();
        if (path.endsWith("/finality_checkpoints")) {
            var root = chain.root(chain.finalizedSlot(slot - 1)).toHex();
            return json(Map.of("data", Map.of("finalized", Map.of("root", root))));
        }
        if (path.endsWith("/genesis")) {
            var root = network().genesisValidatorsRoot().toHex();
            return json(Map.of("data", Map.of("genesis_validators_root", root)));
        }
        var route = path.substring(ROUTE.length());
        if (route.startsWith("bootstrap/")) {
            return bootstrap(Bytes32.ofHex(route.substring("bootstrap/".length())));
        }
        var fork = chain.network().forkAtSlot(slot - 1);
        return switch (route) {
            case "updates" -> updates(address.getQuery(), slot);
            case "finality_update" -> {
                var update = chain.finalityUpdate(slot - 1);
                yield ssz
                        ? ssz(LightClientSsz.writeFinalityUpdate(update, fork, preset()), fork)
                        : json(versioned(LightClientJson.write(update), fork));
            }
            case "optimistic_update" -> {
                var update = chain.optimisticUpdate(slot - 1);
                yield ssz
                        ? ssz(LightClientSsz.writeOptimisticUpdate(update, fork, preset()), fork)
                        : json(versioned(LightClientJson.write(update), fork));
            }
            default -> notFound();
        };
    }

    private Preset preset() {
        return network().preset();
    }

    private Network network() {
        return chain.network();
    }

    private Answer bootstrap(Bytes32 root) {
        return chain.slotOf(root)
                .map(slot -> {
                    var fork = network().forkAtSlot(slot);
                    var bootstrap = chain.bootstrap(slot);
                    return ssz
                            ? ssz(LightClientSsz.writeBootstrap(bootstrap, fork, preset()), fork)
                            : json(versioned(LightClientJson.write(bootstrap), fork));
                })
                .orElseGet(TestBeacon::notFound);
    }

    private Answer updates(String query, long slot) {
        var numbers = query.split("start_period=|&count=|&", -1);
        long start = Long.parseLong(numbers[1]);
        long asked = Long.parseLong(numbers[2]);
        long count = Math.min(pageLimit, asked);
        var updates = new ArrayList<LightClientUpdate>();
        for (long period = start;
                period < start + count && period <= chain.period(slot);
                period++) {
            if (slot - 1 > network().preset().firstSlotOfPeriod(period)) {
                updates.add(chain.periodUpdate(period, slot));
            }
        }
        return ssz ? sszList(updates) : jsonList(updates);
    }

    private Answer sszList(List<LightClientUpdate> updates) {
        var out = new ByteArrayOutputStream();
        for (var update : updates) {
            var fork = network().forkAtSlot(update.attestedSlot());
            var bytes = LightClientSsz.writeUpdate(update, fork, preset());
            out.write(Merkle.uint64(bytes.length + 4L).toArray(), 0, Long.BYTES);
            out.writeBytes(new byte[4]);
            out.writeBytes(bytes);
        }
        return ssz(out.toByteArray(), Fork.ALTAIR);
    }

    private Answer jsonList(List<LightClientUpdate> updates) {
        var list = new ArrayList<Map<String, Object>>();
        for (var update : updates) {
            var fork = network().forkAtSlot(update.attestedSlot());
            list.add(versioned(LightClientJson.write(update), fork));
        }
        return json(list);
    }

    private static Map<String, Object> versioned(Map<String, Object> data, Fork fork) {
        var json = new LinkedHashMap<String, Object>();
        json.put("version", fork.apiName());
        json.put("data", data);
        return json;
    }

    private static Answer json(Object json) {
        return new Answer(
                200, JSON, "", Bytes.of(Json.write(json).getBytes(StandardCharsets.UTF_8)));
    }

    private static Answer ssz(byte[] bytes, Fork fork) {
        return new Answer(200, SSZ, fork.apiName(), Bytes.of(bytes));
    }

    private static Answer notFound() {
        return new Answer(404, JSON, "", Bytes.EMPTY);
    }
}
