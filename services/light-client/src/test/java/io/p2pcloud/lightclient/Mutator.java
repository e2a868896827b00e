package io.p2pcloud.lightclient;

import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Json;
import io.p2pcloud.lightclient.endpoint.Transport;
import io.p2pcloud.lightclient.endpoint.Transport.Answer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Changes one thing in a server's answer: any member of any JSON object, any bytes of SSZ, or what
/// HTTP says about the body. Members are drawn by name first, so that a member that occurs once is
/// hit as often as one that occurs hundreds of times.
final class Mutator {
    private final Random random;

    Mutator(long seed) {
        random = new Random(seed);
    }

    Answer mutate(Answer honest) {
        if (random.nextInt(20) == 0) {
            return aroundTheBody(honest);
        }
        var body = honest.body().toArray();
        var changed =
                honest.contentType().equals(Transport.SSZ) || random.nextInt(20) == 0
                        ? bytes(body)
                        : json(Json.parse(body));
        return new Answer(
                honest.status(),
                honest.contentType(),
                honest.consensusVersion(),
                Bytes.of(changed));
    }

    private Answer aroundTheBody(Answer honest) {
        var version = pick(List.of("capella", "deneb", "electra", "gloas", "zzz", ""));
        var type = pick(List.of(Transport.JSON, Transport.SSZ, "", "text/html"));
        int status = pick(List.of(200, 200, 200, 204, 404, 500));
        return new Answer(status, type, version, honest.body());
    }

    private byte[] bytes(byte[] body) {
        if (body.length == 0) {
            return new byte[] {1};
        }
        var changed = body.clone();
        int at = random.nextInt(body.length);
        switch (random.nextInt(6)) {
            case 0, 1, 2 -> changed[at] ^= (byte) (1 << random.nextInt(8));
            case 3 -> changed = Arrays.copyOf(body, at);
            case 4 -> changed = Arrays.copyOf(body, body.length + 1 + random.nextInt(64));
            default -> {
                int length = Math.min(32, body.length - at);
                Arrays.fill(changed, at, at + length, (byte) random.nextInt(2));
            }
        }
        return changed;
    }

    private record Place(JsonNode parent, String name, int index) {
        JsonNode value() {
            return parent instanceof ArrayNode array ? array.get(index) : parent.get(name);
        }

        void set(JsonNode value) {
            switch (parent) {
                case ArrayNode array -> array.set(index, value);
                case ObjectNode object -> object.set(name, value);
                default -> throw new IllegalStateException("no container");
            }
        }

        void remove() {
            switch (parent) {
                case ArrayNode array -> array.remove(index);
                case ObjectNode object -> object.remove(name);
                default -> throw new IllegalStateException("no container");
            }
        }
    }

    private byte[] json(JsonNode root) {
        var places = new HashMap<String, List<Place>>();
        collect(root, "", places);
        if (places.isEmpty()) {
            return "[]".getBytes(StandardCharsets.UTF_8);
        }
        var names = places.keySet().stream().sorted().toList();
        var place = pick(places.getOrDefault(pick(names), List.of()));
        change(place, places, names);
        return Json.write(root).getBytes(StandardCharsets.UTF_8);
    }

    private static void collect(JsonNode node, String path, Map<String, List<Place>> places) {
        if (node.isObject()) {
            for (var each : node.properties()) {
                add(new Place(node, each.getKey(), 0), path + "/" + each.getKey(), places);
            }
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                add(new Place(node, "", i), path + "/*", places);
            }
        }
    }

    private static void add(Place place, String path, Map<String, List<Place>> places) {
        places.computeIfAbsent(path, key -> new ArrayList<>()).add(place);
        collect(place.value(), path, places);
    }

    private void change(Place place, Map<String, List<Place>> places, List<String> names) {
        var nodes = Json.mapper().getNodeFactory();
        var value = place.value();
        switch (random.nextInt(value.isString() ? 12 : 6)) {
            case 0 -> place.remove();
            case 1 -> place.set(nodes.nullNode());
            case 2 ->
                    place.set(pick(places.getOrDefault(pick(names), List.of())).value().deepCopy());
            case 3 -> place.set(nodes.numberNode(random.nextInt()));
            case 4 -> {
                if (place.parent() instanceof ArrayNode array) {
                    array.insert(place.index(), value);
                } else {
                    place.set(nodes.arrayNode());
                }
            }
            case 5 -> place.set(nodes.objectNode());
            default -> place.set(nodes.stringNode(text(value.stringValue())));
        }
    }

    private String text(String text) {
        if (text.isEmpty()) {
            return "0x00";
        }
        return switch (random.nextInt(7)) {
            case 0 -> text.replaceAll("[1-9a-f](?=.{0,64}$)", "0");
            case 1 -> text + "00";
            case 2 -> text.substring(0, text.length() - 1);
            case 3 -> pick(List.of("0x", "", "-1", "18446744073709551615", "0x" + "f".repeat(64)));
            default -> digit(text);
        };
    }

    /// Another digit at one place.
    private String digit(String text) {
        int at = text.startsWith("0x") && text.length() > 2 ? 2 : 0;
        at += random.nextInt(text.length() - at);
        char digit = Character.forDigit(random.nextInt(text.startsWith("0x") ? 16 : 10), 16);
        return text.substring(0, at) + digit + text.substring(at + 1);
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
