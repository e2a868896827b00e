package io.p2pcloud.chain.abi;

import io.p2pcloud.common.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// A type of the ABI, as far as our contracts use them.
sealed interface AbiType {
    int WORD = 32;

    record Unsigned(int bits) implements AbiType {}

    record AddressType() implements AbiType {}

    record Flag() implements AbiType {}

    /// `bytes1` to `bytes32`.
    record FixedBytes(int size) implements AbiType {}

    /// `bytes`, or `string` when `text`.
    record Blob(boolean text) implements AbiType {}

    record ArrayOf(AbiType element) implements AbiType {}

    record FixedArray(AbiType element, int length) implements AbiType {}

    record Tuple(List<Field> fields) implements AbiType {
        public Tuple {
            fields = List.copyOf(fields);
        }
    }

    record Field(String name, AbiType type) {}

    default boolean isDynamic() {
        return switch (this) {
            case Blob _, ArrayOf _ -> true;
            case FixedArray(AbiType element, _) -> element.isDynamic();
            case Tuple(List<Field> fields) -> fields.stream().anyMatch(it -> it.type().isDynamic());
            case Unsigned _, AddressType _, Flag _, FixedBytes _ -> false;
        };
    }

    /// Bytes in the head of what holds it.
    default int headSize() {
        if (isDynamic()) {
            return WORD;
        }
        return switch (this) {
            case FixedArray(AbiType element, int length) -> length * element.headSize();
            case Tuple(List<Field> fields) ->
                    fields.stream().mapToInt(it -> it.type().headSize()).sum();
            case Unsigned _, AddressType _, Flag _, FixedBytes _, Blob _, ArrayOf _ -> WORD;
        };
    }

    /// As it stands in a signature.
    default String canonical() {
        return switch (this) {
            case Unsigned(int bits) -> "uint" + bits;
            case AddressType _ -> "address";
            case Flag _ -> "bool";
            case FixedBytes(int size) -> "bytes" + size;
            case Blob(boolean text) -> text ? "string" : "bytes";
            case ArrayOf(AbiType element) -> element.canonical() + "[]";
            case FixedArray(AbiType element, int length) ->
                    element.canonical() + "[" + length + "]";
            case Tuple(List<Field> fields) ->
                    fields.stream()
                            .map(it -> it.type().canonical())
                            .collect(Collectors.joining(",", "(", ")"));
        };
    }

    /// The parameters of a function, event or error.
    static Tuple parameters(JsonNode list) {
        var fields = new ArrayList<Field>();
        for (var each : list) {
            fields.add(new Field(each.get("name").asString(), parse(each)));
        }
        return new Tuple(fields);
    }

    static AbiType parse(JsonNode parameter) {
        return parse(parameter.get("type").asString(), parameter);
    }

    private static AbiType parse(String type, JsonNode parameter) {
        if (type.endsWith("]")) {
            int open = type.lastIndexOf('[');
            var element = parse(type.substring(0, open), parameter);
            var length = type.substring(open + 1, type.length() - 1);
            return length.isEmpty()
                    ? new ArrayOf(element)
                    : new FixedArray(element, Integer.parseInt(length));
        }
        if (type.startsWith("uint")) {
            return new Unsigned(Integer.parseInt(type.substring(4)));
        }
        if (type.startsWith("bytes") && type.length() > 5) {
            return new FixedBytes(Integer.parseInt(type.substring(5)));
        }
        return switch (type) {
            case "address" -> new AddressType();
            case "bool" -> new Flag();
            case "bytes" -> new Blob(false);
            case "string" -> new Blob(true);
            case "tuple" -> parameters(parameter.get("components"));
            default ->
                    throw new IllegalArgumentException(
                            "the ABI type " + type + " in " + Json.write(parameter));
        };
    }
}
