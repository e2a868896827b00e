package io.p2pcloud.chain;

import io.p2pcloud.common.Address;
import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Bytes32;
import java.math.BigInteger;
import tools.jackson.databind.JsonNode;

/// Strict reading of the fields of JSON-RPC results (execution-apis, "quantity" and "data").
final class Fields {
    private Fields() {}

    static JsonNode of(JsonNode node, String name) {
        var value = node.get(name);
        if (value == null || value.isNull()) {
            throw malformed("the field " + name + " is missing");
        }
        return value;
    }

    static boolean has(JsonNode node, String name) {
        var value = node.get(name);
        return value != null && !value.isNull();
    }

    static BigInteger number(JsonNode value) {
        var text = text(value);
        if (!text.startsWith("0x") || text.length() < 3 || text.length() > 66) {
            throw malformed("not a number: " + brief(text));
        }
        try {
            return new BigInteger(text.substring(2), 16);
        } catch (NumberFormatException e) {
            throw malformed("not a number: " + brief(text), e);
        }
    }

    static BigInteger number(JsonNode node, String name) {
        return number(of(node, name));
    }

    static long small(JsonNode value) {
        var number = number(value);
        if (number.bitLength() > 62) {
            throw malformed("a number far too large: " + number);
        }
        return number.longValue();
    }

    static long small(JsonNode node, String name) {
        return small(of(node, name));
    }

    static Bytes bytes(JsonNode value) {
        try {
            return Bytes.ofHex(text(value));
        } catch (IllegalArgumentException e) {
            throw malformed("not hexadecimal", e);
        }
    }

    static Bytes bytes(JsonNode node, String name) {
        return bytes(of(node, name));
    }

    static Bytes32 word(JsonNode value) {
        try {
            return new Bytes32(bytes(value));
        } catch (IllegalArgumentException e) {
            throw malformed("not a word of 32 bytes", e);
        }
    }

    static Bytes32 word(JsonNode node, String name) {
        return word(of(node, name));
    }

    static Address address(JsonNode node, String name) {
        try {
            return new Address(bytes(node, name));
        } catch (IllegalArgumentException e) {
            throw malformed("not an address", e);
        }
    }

    static String hex(long number) {
        return "0x" + Long.toHexString(number);
    }

    static String hex(BigInteger number) {
        return "0x" + number.toString(16);
    }

    static ChainException malformed(String what) {
        return new ChainException(
                ChainException.Reason.MALFORMED, "The node sent a malformed answer: " + what + ".");
    }

    private static ChainException malformed(String what, Throwable cause) {
        return new ChainException(
                ChainException.Reason.MALFORMED,
                "The node sent a malformed answer: " + what + ".",
                cause);
    }

    private static String text(JsonNode value) {
        if (!value.isString()) {
            throw malformed("a text was expected");
        }
        return value.stringValue();
    }

    private static String brief(String text) {
        return text.length() > 80 ? text.substring(0, 80) : text;
    }
}
