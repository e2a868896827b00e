package io.p2pcloud.lightclient;

import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Json;
import io.p2pcloud.lightclient.endpoint.Transport;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;

/// A server whose answers a test changes before they go out.
final class Altered implements Transport {
    /// What becomes of an answer.
    interface Change {
        Answer of(String request, Answer honest) throws IOException;
    }

    /// What becomes of the JSON of an answer.
    interface JsonChange {
        Object of(String request, JsonNode honest);
    }

    private final Transport honest;
    private final Change change;

    Altered(Transport honest, Change change) {
        this.honest = honest;
        this.change = change;
    }

    static Altered json(Transport honest, JsonChange change) {
        return new Altered(
                honest,
                (request, answer) ->
                        answer.isOk()
                                ? ok(change.of(request, Json.parse(answer.body().toArray())))
                                : answer);
    }

    static Answer ok(Object json) {
        return new Answer(
                200, JSON, "", Bytes.of(Json.write(json).getBytes(StandardCharsets.UTF_8)));
    }

    static Answer status(int status) {
        return new Answer(
                status, "text/html", "", Bytes.of("<html>".getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public Answer get(URI address, String accept) throws IOException {
        return change.of(address + " " + accept, honest.get(address, accept));
    }

    @Override
    public Answer post(URI address, Bytes json) throws IOException {
        var request = new String(json.toArray(), StandardCharsets.UTF_8);
        return change.of(request, honest.post(address, json));
    }
}
