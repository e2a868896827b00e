package io.p2pcloud.lightclient;

import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Json;
import io.p2pcloud.lightclient.consensus.Network;
import io.p2pcloud.lightclient.endpoint.Transport;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;

/// Serves light-client data that was once recorded from a real server: `bootstrap.json`,
/// `updates.json`, and the newest updates under either of their usual names.
public final class FolderBeacon implements Transport {
    private final Path folder;
    private final Network network;

    public FolderBeacon(Path folder, Network network) {
        this.folder = folder;
        this.network = network;
    }

    @Override
    public Answer get(URI address, String accept) throws IOException {
        var path = address.getPath();
        if (path.contains("/bootstrap/")) {
            return answer(read("bootstrap"));
        }
        if (path.endsWith("/updates")) {
            return answer(updates(address.getQuery()));
        }
        return answer(read(path.endsWith("/finality_update") ? "finality" : "optimistic"));
    }

    /// The slot at which the newest recorded update was signed.
    public long newestSlot() throws IOException {
        return Math.max(signatureSlot(read("finality")), signatureSlot(read("optimistic")));
    }

    public JsonNode read(String name) throws IOException {
        var file = folder.resolve(name + ".json");
        if (!Files.exists(file)) {
            file = folder.resolve(name + "_update.json");
        }
        return Json.parse(Files.readAllBytes(file));
    }

    private JsonNode updates(String query) throws IOException {
        int count = query.indexOf("&count=");
        long start = Long.parseLong(query.substring("start_period=".length(), count));
        long end = start + Long.parseLong(query.substring(count + "&count=".length()));
        var list = Json.mapper().createArrayNode();
        for (var each : read("updates")) {
            var slot = each.at("/data/attested_header/beacon/slot").stringValue();
            long period = network.periodAt(Long.parseLong(slot));
            if (period >= start && period < end) {
                list.add(each);
            }
        }
        return list;
    }

    private static long signatureSlot(JsonNode update) {
        return Long.parseLong(update.at("/data/signature_slot").stringValue());
    }

    private static Answer answer(JsonNode json) {
        return new Answer(
                200, JSON, "", Bytes.of(Json.write(json).getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public Answer post(URI address, Bytes json) {
        return new Answer(404, JSON, "", Bytes.EMPTY);
    }
}
