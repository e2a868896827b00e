package io.p2pcloud.contracts;

import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// The compiled market and what it is deployed with. To deploy: create every one of [#libraries()],
/// in any order; [Artifact#link] their addresses into [#market()]; create that with the
/// constructor's argument appended.
public final class MarketArtifacts {
    private static final List<String> LIBRARIES =
            List.of(
                    "ProviderActs",
                    "OfferActs",
                    "OrderActs",
                    "MatchActs",
                    "LeaseActs",
                    "EndActs",
                    "Views");

    private MarketArtifacts() {}

    /// The one contract that users speak to; its ABI holds every act, event and error.
    public static Artifact market() {
        return read("Market");
    }

    /// The libraries that hold the market's rules and work on its storage. None links another.
    public static List<Artifact> libraries() {
        return LIBRARIES.stream().map(MarketArtifacts::read).toList();
    }

    /// A worthless ERC-20 of 6 decimals that anyone may mint; for the development chain only.
    public static Artifact testToken() {
        return read("TestToken");
    }

    /// Where each value lies in the market's storage, one line a field: `slot+byte name type`.
    public static String storageLayout() {
        return new String(resource("storage-layout.json"), java.nio.charset.StandardCharsets.UTF_8);
    }

    private static Artifact read(String name) {
        var json = Json.parse(resource(name + ".json"));
        return new Artifact(
                name,
                Json.write(json.get("abi")),
                Bytes.ofHex(json.get("bytecode").asString()),
                json.get("runtimeSize").asInt(),
                links(json.get("linkReferences")));
    }

    private static Map<String, List<Integer>> links(JsonNode references) {
        var links = new HashMap<String, List<Integer>>();
        references
                .properties()
                .forEach(entry ->
                        links.put(
                                entry.getKey(),
                                entries(entry.getValue()).map(JsonNode::asInt).toList()));
        return links;
    }

    private static Stream<JsonNode> entries(JsonNode array) {
        return array.valueStream();
    }

    private static byte[] resource(String name) {
        try (var in = MarketArtifacts.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the resource " + name + " is not in this build");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("the resource " + name + " cannot be read", e);
        }
    }
}
