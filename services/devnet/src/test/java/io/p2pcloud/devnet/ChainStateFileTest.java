package io.p2pcloud.devnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChainStateFileTest {
    @TempDir Path folder;

    private Path state(int words, String end) throws IOException {
        var path = folder.resolve("chain.json.gz");
        try (var out =
                new BufferedWriter(
                        new OutputStreamWriter(
                                new GZIPOutputStream(Files.newOutputStream(path)),
                                StandardCharsets.UTF_8))) {
            out.write("{\"accounts\":[0");
            for (int i = 0; i < words; i++) {
                out.write(",0");
            }
            out.write(end);
        }
        return path;
    }

    @Test
    void readsAStateWithMoreInItThanAnyoneElseMaySend() throws IOException {
        int words = 4_000_001;
        var target = folder.resolve("loading.json");
        new ChainStateFile(state(words, "]}")).unpack(target);
        assertThat(target).hasSize("{\"accounts\":[0]}".length() + 2L * words);
    }

    @Test
    void refusesAStateThatBreaksOff() throws IOException {
        var file = new ChainStateFile(state(3, ""));
        assertThatThrownBy(() -> file.unpack(folder.resolve("loading.json")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("damaged");
    }
}
