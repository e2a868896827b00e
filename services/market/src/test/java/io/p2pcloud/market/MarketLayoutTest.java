package io.p2pcloud.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.p2pcloud.common.Bytes32;
import io.p2pcloud.common.Json;
import io.p2pcloud.common.Keccak;
import io.p2pcloud.contracts.MarketArtifacts;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Our layout against the compiler's.
final class MarketLayoutTest {
    private final JsonNode compiled = Json.parse(MarketArtifacts.storageLayout());

    @Test
    void everyFieldLiesWhereTheCompilerPutIt() {
        MarketLayout.STRUCTS.forEach((name, struct) -> {
            var theirs = new HashMap<String, StorageStruct.Field>();
            compiled.path("structs")
                    .path("struct(" + name + ")")
                    .forEach(line -> {
                        var parts = line.asString().split("[+ ]", -1);
                        theirs.put(
                                parts[2],
                                new StorageStruct.Field(
                                        Integer.parseInt(parts[0]),
                                        Integer.parseInt(parts[1]),
                                        sizeOf(parts[3])));
                    });
            assertThat(struct.fields()).as(name).isEqualTo(theirs);
        });
    }

    @Test
    void everyListAndMappingLiesWhereTheCompilerPutIt() {
        assertThat(compiled.path("storage").path(0).asString()).isEqualTo("0+0 s struct(Store)");
        var theirs = new HashMap<String, Bytes32>();
        compiled.path("structs")
                .path("struct(Store)")
                .forEach(line -> {
                    var parts = line.asString().split("[+ ]", -1);
                    theirs.put(parts[2], Bytes32.ofNumber(Long.parseLong(parts[0])));
                });
        assertThat(theirs).containsAllEntriesOf(MarketLayout.STORE);
    }

    /// In bytes.
    private static int sizeOf(String type) {
        if (type.startsWith("uint")) {
            return Integer.parseInt(type.substring("uint".length())) / Byte.SIZE;
        }
        if (type.equals("address") || type.startsWith("contract(")) {
            return 20;
        }
        return type.startsWith("enum(") || type.equals("bool") ? 1 : Bytes32.SIZE;
    }

    @Test
    void readsShortAndLongTextsAndRefusesMonstrousOnes() {
        var slot = Bytes32.ofNumber(9);
        var brief = "host.example:7443".getBytes(StandardCharsets.UTF_8);
        var head = Arrays.copyOf(brief, Bytes32.SIZE);
        head[31] = (byte) (brief.length * 2);
        assertThat(new StorageWords(Map.of(slot, Bytes32.of(head))).text(slot))
                .isEqualTo("host.example:7443");

        var words = new HashMap<Bytes32, Bytes32>();
        var text = "x".repeat(70);
        words.put(slot, Bytes32.ofNumber(70 * 2 + 1));
        var content = Keccak.hash(slot.toArray());
        for (int i = 0; i < 3; i++) {
            var part = text.substring(i * 32, Math.min(70, (i + 1) * 32));
            words.put(
                    StorageSlots.plus(content, i),
                    Bytes32.of(Arrays.copyOf(part.getBytes(StandardCharsets.UTF_8), Bytes32.SIZE)));
        }
        assertThat(new StorageWords(words).text(slot)).isEqualTo(text);

        var monstrous = new StorageWords(Map.of(slot, Bytes32.ofNumber(1L << 40 | 1)));
        assertThatThrownBy(() -> monstrous.text(slot))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("bytes");
    }

    @Test
    void notesWhatIsMissing() {
        var slot = Bytes32.ofNumber(3);
        var words = new StorageWords(Map.of());
        assertThat(words.number(slot, 0, 4)).isZero();
        assertThat(words.missing()).containsExactly(slot);
    }
}
