package io.p2pcloud.lightclient;

import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Json;
import io.p2pcloud.lightclient.endpoint.Transport;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A node that leaves events out of its receipts: some logs, some whole receipts, the last ones, or
/// all of them.
final class Omitting implements Transport {
    private final Transport honest;
    private final Random random;
    private int omitted;

    Omitting(Transport honest, long seed) {
        this.honest = honest;
        this.random = new Random(seed);
    }

    /// How many receipts and logs were left out of the last answer.
    int omitted() {
        return omitted;
    }

    @Override
    public Answer get(URI address, String accept) throws IOException {
        return honest.get(address, accept);
    }

    @Override
    public Answer post(URI address, Bytes json) throws IOException {
        var answer = honest.post(address, json);
        var body = Json.parse(answer.body().toArray());
        if (!(body.get("result") instanceof ArrayNode receipts)) {
            return answer;
        }
        omitted = 0;
        switch (random.nextInt(4)) {
            case 0 -> leaveOutLogs(receipts);
            case 1 -> leaveOut(receipts);
            case 2 -> {
                if (!receipts.isEmpty()) {
                    receipts.remove(receipts.size() - 1);
                    omitted++;
                }
            }
            default -> {
                omitted = receipts.size();
                receipts.removeAll();
            }
        }
        return new Answer(
                answer.status(),
                answer.contentType(),
                "",
                Bytes.of(Json.write(body).getBytes(StandardCharsets.UTF_8)));
    }

    private void leaveOutLogs(ArrayNode receipts) {
        for (var receipt : receipts) {
            if (((ObjectNode) receipt).get("logs") instanceof ArrayNode logs) {
                leaveOut(logs);
            }
        }
    }

    private void leaveOut(ArrayNode list) {
        for (int i = list.size() - 1; i >= 0; i--) {
            if (random.nextBoolean()) {
                list.remove(i);
                omitted++;
            }
        }
    }
}
