package io.p2pcloud.common;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// JSON from and to the outside, with limits that a hostile sender cannot exceed: nesting of 64,
/// strings of 16 MiB, numbers of 100 digits, four million tokens; a name that stands twice in one
/// object is an error.
public final class Json {
    private static final JsonMapper MAPPER =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(64)
                                                    .maxStringLength(16 << 20)
                                                    .maxNumberLength(100)
                                                    .maxTokenCount(4_000_000)
                                                    .build())
                                    .build())
                    .build();

    private Json() {}

    /// The mapper behind this class, for binding records.
    public static JsonMapper mapper() {
        return MAPPER;
    }

    /// @throws IllegalArgumentException when the text is not JSON or exceeds a limit
    public static JsonNode parse(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("not valid JSON: " + e.getOriginalMessage(), e);
        }
    }

    /// @throws IllegalArgumentException when the bytes are not JSON in UTF-8 or exceed a limit
    public static JsonNode parse(byte[] utf8) {
        try {
            return MAPPER.readTree(utf8);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("not valid JSON: " + e.getOriginalMessage(), e);
        }
    }

    public static String write(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    public static String writePretty(Object value) {
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value);
    }
}
