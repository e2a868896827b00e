package io.p2pcloud.chain.abi;

import io.p2pcloud.common.Address;
import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Bytes32;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;

/// Decodes to the same Java values that [AbiEncoder] takes; tuples become [AbiTuple].
///
/// Refused with [IllegalArgumentException]: numbers wider than their type, padding that is not
/// zero, offsets and lengths outside the bytes, texts that are not UTF-8, and more values than the
/// bytes have words (offsets that point twice at one place could otherwise blow up a small answer).
final class AbiDecoder {
    private final byte[] bytes;
    private int budget;

    private AbiDecoder(byte[] bytes) {
        this.bytes = bytes;
        budget = bytes.length / AbiType.WORD + 1;
    }

    static AbiTuple decode(AbiType.Tuple type, Bytes encoded) {
        return new AbiDecoder(encoded.toArray()).tuple(type, 0);
    }

    private AbiTuple tuple(AbiType.Tuple type, int start) {
        var values = new LinkedHashMap<String, Object>();
        int head = start;
        int place = 0;
        for (var field : type.fields()) {
            var name = field.name().isEmpty() ? Integer.toString(place) : field.name();
            values.put(name, member(field.type(), start, head));
            head += field.type().headSize();
            place++;
        }
        return new AbiTuple(values);
    }

    private List<Object> list(AbiType element, int count, int start) {
        var values = new ArrayList<>(Math.min(count, budget));
        int head = start;
        for (int i = 0; i < count; i++) {
            values.add(member(element, start, head));
            head += element.headSize();
        }
        return List.copyOf(values);
    }

    /// @param start where offsets count from
    /// @param head where the member's head lies
    private Object member(AbiType type, int start, int head) {
        return type.isDynamic() ? value(type, start + offset(head)) : value(type, head);
    }

    private Object value(AbiType type, int at) {
        return switch (type) {
            case AbiType.Unsigned(int bits) -> unsigned(bits, at);
            case AbiType.AddressType _ -> {
                var word = word(at);
                requireZeros(word, 0, AbiType.WORD - Address.SIZE);
                yield Address.of(
                        Arrays.copyOfRange(word, AbiType.WORD - Address.SIZE, AbiType.WORD));
            }
            case AbiType.Flag _ -> {
                var number = unsigned(1, at);
                yield number.signum() != 0;
            }
            case AbiType.FixedBytes(int size) -> {
                var word = word(at);
                requireZeros(word, size, AbiType.WORD);
                yield size == AbiType.WORD ? Bytes32.of(word) : Bytes.of(Arrays.copyOf(word, size));
            }
            case AbiType.Blob(boolean text) -> text ? text(blob(at)) : Bytes.of(blob(at));
            case AbiType.ArrayOf(AbiType element) ->
                    list(element, count(at, element.headSize()), at + AbiType.WORD);
            case AbiType.FixedArray(AbiType element, int length) -> list(element, length, at);
            case AbiType.Tuple tuple -> tuple(tuple, at);
        };
    }

    private byte[] word(int at) {
        if (at < 0 || at > bytes.length - AbiType.WORD) {
            throw new IllegalArgumentException("the encoding ends too early");
        }
        if (--budget < 0) {
            throw new IllegalArgumentException("the encoding uses bytes twice");
        }
        return Arrays.copyOfRange(bytes, at, at + AbiType.WORD);
    }

    private BigInteger unsigned(int bits, int at) {
        var number = new BigInteger(1, word(at));
        if (number.bitLength() > bits) {
            throw new IllegalArgumentException("a number wider than " + bits + " bits");
        }
        return number;
    }

    private int offset(int at) {
        return bounded(at, bytes.length);
    }

    private int count(int at, int elementSize) {
        return bounded(at, (bytes.length - at) / Math.max(1, elementSize));
    }

    private int bounded(int at, int limit) {
        var number = new BigInteger(1, word(at));
        if (number.compareTo(BigInteger.valueOf(limit)) > 0) {
            throw new IllegalArgumentException("an offset or length outside the encoding");
        }
        return number.intValue();
    }

    private byte[] blob(int at) {
        int length = bounded(at, bytes.length - at);
        int from = at + AbiType.WORD;
        int padded = Math.ceilDiv(length, AbiType.WORD) * AbiType.WORD;
        if (padded > bytes.length - from) {
            throw new IllegalArgumentException("the encoding ends too early");
        }
        budget -= padded / AbiType.WORD;
        if (budget < 0) {
            throw new IllegalArgumentException("the encoding uses bytes twice");
        }
        requireZeros(bytes, from + length, from + padded);
        return Arrays.copyOfRange(bytes, from, from + length);
    }

    private static String text(byte[] utf8) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("a text that is not UTF-8", e);
        }
    }

    private static void requireZeros(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] != 0) {
                throw new IllegalArgumentException("padding that is not zero");
            }
        }
    }
}
