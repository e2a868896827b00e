package io.p2pcloud.chain.abi;

import io.p2pcloud.common.Address;
import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Bytes32;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/// Encodes Java values: numbers as [BigInteger], [Long] or [Integer], addresses as [Address], words
/// as [Bytes32], bytes as [Bytes], texts as [String], booleans, and arrays and tuples as lists.
final class AbiEncoder {
    private AbiEncoder() {}

    static byte[] encode(AbiType.Tuple type, List<?> values) {
        return sequence(type.fields().stream().map(AbiType.Field::type).toList(), values);
    }

    private static byte[] sequence(List<AbiType> types, List<?> values) {
        if (types.size() != values.size()) {
            throw new IllegalArgumentException(
                    "expected " + types.size() + " values, got " + values.size());
        }
        int headSize = types.stream().mapToInt(AbiType::headSize).sum();
        var head = new ByteArrayOutputStream();
        var tail = new ByteArrayOutputStream();
        for (int i = 0; i < types.size(); i++) {
            var encoded = value(types.get(i), values.get(i));
            if (types.get(i).isDynamic()) {
                head.writeBytes(number(BigInteger.valueOf(headSize + tail.size())));
                tail.writeBytes(encoded);
            } else {
                head.writeBytes(encoded);
            }
        }
        head.writeBytes(tail.toByteArray());
        return head.toByteArray();
    }

    private static byte[] value(AbiType type, Object value) {
        return switch (type) {
            case AbiType.Unsigned(int bits) -> unsigned(bits, value);
            case AbiType.AddressType _ ->
                    padded(((Address) value).toArray(), AbiType.WORD - Address.SIZE);
            case AbiType.Flag _ -> number(BigInteger.valueOf((Boolean) value ? 1 : 0));
            case AbiType.FixedBytes(int size) -> fixed(size, value);
            case AbiType.Blob(boolean text) ->
                    blob(
                            text
                                    ? ((String) value).getBytes(StandardCharsets.UTF_8)
                                    : ((Bytes) value).toArray());
            case AbiType.ArrayOf(AbiType element) -> {
                var list = (List<?>) value;
                var out = new ByteArrayOutputStream();
                out.writeBytes(number(BigInteger.valueOf(list.size())));
                out.writeBytes(sequence(repeated(element, list.size()), list));
                yield out.toByteArray();
            }
            case AbiType.FixedArray(AbiType element, int length) ->
                    sequence(repeated(element, length), (List<?>) value);
            case AbiType.Tuple tuple -> encode(tuple, (List<?>) value);
        };
    }

    private static List<AbiType> repeated(AbiType element, int count) {
        return Collections.nCopies(count, element);
    }

    private static byte[] unsigned(int bits, Object value) {
        var number =
                switch (value) {
                    case BigInteger big -> big;
                    case Long small -> BigInteger.valueOf(small);
                    case Integer small -> BigInteger.valueOf(small);
                    default ->
                            throw new IllegalArgumentException(
                                    "expected a number, got " + value.getClass().getName());
                };
        if (number.signum() < 0 || number.bitLength() > bits) {
            throw new IllegalArgumentException(number + " does not fit into uint" + bits);
        }
        return number(number);
    }

    private static byte[] fixed(int size, Object value) {
        var bytes = value instanceof Bytes32 word ? word.toArray() : ((Bytes) value).toArray();
        if (bytes.length != size) {
            throw new IllegalArgumentException("expected " + size + " bytes, got " + bytes.length);
        }
        return Arrays.copyOf(bytes, AbiType.WORD);
    }

    private static byte[] blob(byte[] bytes) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(number(BigInteger.valueOf(bytes.length)));
        out.writeBytes(bytes);
        out.writeBytes(new byte[Math.floorMod(-bytes.length, AbiType.WORD)]);
        return out.toByteArray();
    }

    private static byte[] number(BigInteger number) {
        return Bytes32.ofNumber(number).toArray();
    }

    private static byte[] padded(byte[] bytes, int zeros) {
        var word = new byte[zeros + bytes.length];
        System.arraycopy(bytes, 0, word, zeros, bytes.length);
        return word;
    }
}
