package io.p2pcloud.chain.abi;

import io.p2pcloud.chain.EventLog;
import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.common.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What a contract understands, read from the compiler's ABI. Our contracts overload no names.
public final class AbiContract {
    private final Map<String, AbiFunction> functions = new HashMap<>();
    private final Map<String, AbiEvent> events = new HashMap<>();
    private final Map<Bytes32, AbiEvent> byTopic = new HashMap<>();
    private final TreeSet<String> errors = new TreeSet<>();
    private AbiType.Tuple constructor = new AbiType.Tuple(List.of());

    private AbiContract() {}

    /// @throws IllegalArgumentException when the text is no ABI, or has a type that is not handled
    public static AbiContract parse(String json) {
        var contract = new AbiContract();
        for (var each : Json.parse(json)) {
            switch (each.get("type").asString()) {
                case "function" -> contract.addFunction(each);
                case "event" -> contract.addEvent(each);
                case "error" -> contract.errors.add(each.get("name").asString());
                case "constructor" -> contract.constructor = AbiType.parameters(each.get("inputs"));
                default -> {
                    // receive and fallback have nothing to encode
                }
            }
        }
        return contract;
    }

    private void addFunction(JsonNode node) {
        var name = node.get("name").asString();
        functions.put(
                name,
                new AbiFunction(
                        name,
                        AbiType.parameters(node.get("inputs")),
                        AbiType.parameters(node.get("outputs"))));
    }

    private void addEvent(JsonNode node) {
        var name = node.get("name").asString();
        var all = AbiType.parameters(node.get("inputs"));
        var indexed = new ArrayList<AbiType.Field>();
        var plain = new ArrayList<AbiType.Field>();
        int place = 0;
        for (var input : node.get("inputs")) {
            (input.get("indexed").asBoolean() ? indexed : plain).add(all.fields().get(place++));
        }
        var event = new AbiEvent(name, all, new AbiType.Tuple(indexed), new AbiType.Tuple(plain));
        events.put(name, event);
        byTopic.put(event.topic(), event);
    }

    public AbiFunction function(String name) {
        return known(functions.get(name), name);
    }

    public AbiEvent event(String name) {
        return known(events.get(name), name);
    }

    /// The event that a log is, by its first topic.
    public Optional<AbiEvent> eventOf(EventLog log) {
        return log.topics().isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(byTopic.get(log.topics().getFirst()));
    }

    /// The names of its custom errors.
    public List<String> errors() {
        return List.copyOf(errors);
    }

    /// What is appended to the bytecode to create it.
    public Bytes constructorArguments(Object... arguments) {
        return Bytes.of(AbiEncoder.encode(constructor, List.of(arguments)));
    }

    private static <T> T known(@Nullable T found, String name) {
        if (found == null) {
            throw new IllegalArgumentException("the contract has no " + name);
        }
        return found;
    }
}
