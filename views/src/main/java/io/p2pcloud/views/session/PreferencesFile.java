package io.p2pcloud.views.session;

import io.p2pcloud.common.Json;
import java.io.IOException;
import java.lang.System.Logger;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// Preferences in one small JSON file, replaced whole. A file that is missing or damaged counts as
/// the first start.
public final class PreferencesFile implements Preferences {
    private static final Logger LOG = System.getLogger(PreferencesFile.class.getName());
    private static final long MAX_BYTES = 64 << 10;

    private final Path file;
    private Chosen chosen;

    public PreferencesFile(Path file) {
        this.file = file;
        chosen = read(file);
    }

    @Override
    public synchronized Chosen get() {
        return chosen;
    }

    @Override
    public synchronized void set(Chosen next) {
        if (next.equals(chosen)) {
            return;
        }
        chosen = next;
        try {
            var part = file.resolveSibling(file.getFileName() + ".part");
            Files.writeString(part, Json.writePretty(next));
            try {
                Files.move(
                        part,
                        file,
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
            } catch (AtomicMoveNotSupportedException _) {
                Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            LOG.log(Logger.Level.WARNING, "the window's preferences cannot be kept", e);
        }
    }

    private static Chosen read(Path file) {
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > MAX_BYTES) {
                return Chosen.FIRST;
            }
            var json = Json.parse(Files.readString(file));
            return new Chosen(
                    Appearance.valueOf(json.path("appearance").asString("SYSTEM")),
                    json.path("width").asDouble(FIRST_WIDTH),
                    json.path("height").asDouble(FIRST_HEIGHT),
                    json.path("maximized").asBoolean(false),
                    json.path("welcomed").asBoolean(false));
        } catch (IOException | IllegalArgumentException e) {
            LOG.log(Logger.Level.WARNING, "the window's preferences cannot be read", e);
            return Chosen.FIRST;
        }
    }
}
