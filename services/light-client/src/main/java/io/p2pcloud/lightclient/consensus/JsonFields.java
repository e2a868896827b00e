package io.p2pcloud.lightclient.consensus;

import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Bytes32;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// Reads members of the beacon API's JSON: numbers are decimal texts, bytes are hexadecimal with
/// `0x`. Anything else is an error that names the member.
final class JsonFields {
    private static final int UINT256_DIGITS = 78;

    private JsonFields() {}

    static JsonNode object(JsonNode parent, String name) {
        var node = parent.get(name);
        if (node == null || !node.isObject()) {
            throw new IllegalArgumentException("member " + name + " is missing or no object");
        }
        return node;
    }

    static String text(JsonNode parent, String name) {
        var node = parent.get(name);
        if (node == null || !node.isString()) {
            throw new IllegalArgumentException("member " + name + " is missing or no text");
        }
        return node.stringValue();
    }

    static long uint64(JsonNode parent, String name) {
        return Long.parseUnsignedLong(text(parent, name));
    }

    static BigInteger uint256(JsonNode parent, String name) {
        var digits = text(parent, name);
        if (digits.length() > UINT256_DIGITS) {
            throw new IllegalArgumentException("member " + name + " is out of range");
        }
        return new BigInteger(digits);
    }

    static Bytes bytes(JsonNode parent, String name, int size) {
        var bytes = upTo(parent, name, size);
        if (bytes.size() != size) {
            throw new IllegalArgumentException(
                    "member " + name + " has " + bytes.size() + " bytes instead of " + size);
        }
        return bytes;
    }

    static Bytes upTo(JsonNode parent, String name, int limit) {
        var text = text(parent, name);
        if (!text.startsWith("0x") || text.length() > 2 + 2 * limit) {
            throw new IllegalArgumentException(
                    "member " + name + " is not hexadecimal or too long");
        }
        return Bytes.ofHex(text);
    }

    static Bytes32 bytes32(JsonNode parent, String name) {
        return new Bytes32(bytes(parent, name, Bytes32.SIZE));
    }

    static List<Bytes> list(JsonNode parent, String name, int count, int size) {
        var node = parent.get(name);
        if (node == null || !node.isArray() || node.size() != count) {
            throw new IllegalArgumentException("member " + name + " is no list of " + count);
        }
        var items = new ArrayList<Bytes>(count);
        for (var each : node) {
            if (!each.isString() || each.stringValue().length() != 2 + 2 * size) {
                throw new IllegalArgumentException("member " + name + " holds something else");
            }
            items.add(Bytes.ofHex(each.stringValue()));
        }
        return items;
    }

    static List<Bytes32> branch(JsonNode parent, String name, int depth) {
        return list(parent, name, depth, Bytes32.SIZE).stream().map(Bytes32::new).toList();
    }
}
