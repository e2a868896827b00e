package io.p2pcloud.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import io.p2pcloud.common.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// STORAGE.md says where each value lies; light clients are written by it. That the layout beside
/// the artifacts is the compiler's is another test's matter.
class StorageDocumentTest {
    private static final Path DOCUMENT = Path.of("STORAGE.md").toAbsolutePath();
    private static final Pattern HEADING = Pattern.compile("^##+ (\\w+).*");
    private static final Pattern ROW =
            Pattern.compile("^\\| (\\d+) \\| (\\d+) \\| (\\w+) \\| ([^|]+) \\|.*");

    @Test
    void everyRowIsTheCompilersAndNoneIsMissing() throws IOException {
        var written = rowsByHeading();
        var layout = Json.parse(MarketArtifacts.storageLayout()).get("structs");
        var compiled = new LinkedHashMap<String, List<String>>();
        layout.properties()
                .forEach(struct ->
                        compiled.put(
                                heading(struct.getKey()),
                                struct.getValue().valueStream().map(it -> it.asString()).toList()));
        assertThat(written).containsExactlyInAnyOrderEntriesOf(compiled);
    }

    @Test
    void theStoreLiesAtSlotZeroAloneAndTheLibrariesHaveNoStorage() {
        var storage = Json.parse(MarketArtifacts.storageLayout()).get("storage");
        assertThat(storage.valueStream().map(it -> it.asString()))
                .containsExactly("0+0 s struct(Store)");
    }

    private static String heading(String struct) {
        var name = struct.substring("struct(".length(), struct.length() - 1);
        return name.equals("Store") ? "Roots" : name;
    }

    /// The rows below each heading in the words of the layout: `slot+byte name type`.
    private static Map<String, List<String>> rowsByHeading() throws IOException {
        var rows = new LinkedHashMap<String, List<String>>();
        var current = new ArrayList<String>();
        for (var line : Files.readAllLines(DOCUMENT)) {
            var heading = HEADING.matcher(line);
            if (heading.matches()) {
                current = new ArrayList<>();
                rows.put(heading.group(1), current);
            }
            var row = ROW.matcher(line);
            if (row.matches()) {
                current.add(
                        "%s+%s %s %s"
                                .formatted(
                                        row.group(1),
                                        row.group(2),
                                        row.group(3),
                                        row.group(4).strip()));
            }
        }
        rows.values().removeIf(List::isEmpty);
        return rows;
    }
}
