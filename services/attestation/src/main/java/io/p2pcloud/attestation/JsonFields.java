package io.p2pcloud.attestation;

import io.p2pcloud.common.Bytes;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// Strict reading of one JSON object: a field that is missing, of another kind or out of bounds is
/// an error that names it.
final class JsonFields {
    private final String where;
    private final JsonNode json;

    JsonFields(String where, JsonNode json) {
        if (!json.isObject()) {
            throw new IllegalArgumentException(where + " is not a JSON object");
        }
        this.where = where;
        this.json = json;
    }

    boolean has(String name) {
        return json.hasNonNull(name);
    }

    String text(String name) {
        var value = required(name);
        if (!value.isString()) {
            throw wrong(name, "a text");
        }
        return value.stringValue();
    }

    boolean bool(String name) {
        var value = required(name);
        if (!value.isBoolean()) {
            throw wrong(name, "true or false");
        }
        return value.booleanValue();
    }

    int integer(String name, int least, int most) {
        var value = required(name);
        if (!value.isIntegralNumber()
                || !value.canConvertToInt()
                || value.intValue() < least
                || value.intValue() > most) {
            throw wrong(name, "a number from " + least + " to " + most);
        }
        return value.intValue();
    }

    /// A text of up to 16 hexadecimal digits behind 0x.
    long bits(String name) {
        var text = text(name);
        if (!text.matches("0x[0-9a-fA-F]{1,16}")) {
            throw wrong(name, "hexadecimal digits behind 0x");
        }
        return HexFormat.fromHexDigitsToLong(text, 2, text.length());
    }

    /// Hexadecimal digits of exactly `size` bytes.
    Bytes hex(String name, int size) {
        return hex(name, text(name), size);
    }

    List<Bytes> hexList(String name, int size, int most) {
        var list = new ArrayList<Bytes>();
        for (var entry : array(name, most)) {
            if (!entry.isString()) {
                throw wrong(name, "a list of texts");
            }
            list.add(hex(name, entry.stringValue(), size));
        }
        return list;
    }

    /// Hexadecimal digits of at most `most` bytes.
    Bytes hexUpTo(String name, int most) {
        return hexUpTo(name, text(name), most);
    }

    List<Bytes> hexListUpTo(String name, int size, int most) {
        var list = new ArrayList<Bytes>();
        for (var entry : array(name, most)) {
            if (!entry.isString()) {
                throw wrong(name, "a list of texts");
            }
            list.add(hexUpTo(name, entry.stringValue(), size));
        }
        return list;
    }

    JsonNode object(String name) {
        return required(name);
    }

    List<JsonNode> array(String name, int most) {
        var value = required(name);
        if (!value.isArray() || value.size() > most) {
            throw wrong(name, "a list of at most " + most);
        }
        return List.copyOf(value.asArray().values());
    }

    private Bytes hex(String name, String text, int size) {
        try {
            var bytes = Bytes.ofHex(text);
            if (bytes.size() == size) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(wrong(name, size + " bytes in hex").getMessage(), e);
        }
        throw wrong(name, size + " bytes in hex");
    }

    private Bytes hexUpTo(String name, String text, int most) {
        var expected = "at most " + most + " bytes in hex";
        if (text.length() > 2L * most + 2) {
            throw wrong(name, expected);
        }
        try {
            return Bytes.ofHex(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(wrong(name, expected).getMessage(), e);
        }
    }

    private JsonNode required(String name) {
        var value = json.get(name);
        if (value == null || value.isNull()) {
            throw new IllegalArgumentException("\"" + name + "\" is missing in " + where);
        }
        return value;
    }

    private IllegalArgumentException wrong(String name, String expected) {
        return new IllegalArgumentException("\"" + name + "\" in " + where + " is not " + expected);
    }
}
