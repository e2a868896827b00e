package io.p2pcloud.launcher.hypervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SerialLogTest {
    @TempDir private Path folder;

    @Test
    void leavesAShortLogAsItIs() throws Exception {
        var log = Files.writeString(folder.resolve("serial.log"), "short");
        SerialLog.rotate(log);
        SerialLog.rotate(folder.resolve("missing.log"));
        assertThat(log).hasContent("short");
        assertThat(SerialLog.previous(log)).doesNotExist();
    }

    @Test
    void keepsTheLastPartOfALongLogAndLetsItsWriterGoOn() throws Exception {
        var log = folder.resolve("serial.log");
        try (var writer =
                Files.newOutputStream(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            writer.write(new byte[SerialLog.MAX_BYTES]);
            writer.write("the end".getBytes(StandardCharsets.US_ASCII));
            SerialLog.rotate(log);
            writer.write('!');
        }
        assertThat(Files.readString(log)).isEqualTo("!");
        assertThat(Files.size(SerialLog.previous(log))).isEqualTo(SerialLog.KEPT_BYTES);
        assertThat(Files.readString(SerialLog.previous(log))).endsWith("the end");
    }
}
