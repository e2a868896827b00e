package io.p2pcloud.app;

import io.p2pcloud.common.Json;
import io.p2pcloud.lightclient.ChainChoice;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// The chain of other people that the user chose, and whether it is followed at the next start; in
/// one small JSON file, replaced whole. A file that is damaged counts as no choice, and is kept
/// beside the next one.
final class ChainFile {
    private static final Logger LOG = System.getLogger(ChainFile.class.getName());
    private static final long MAX_BYTES = 1 << 18;

    private final Path file;

    ChainFile(Path file) {
        this.file = file;
    }

    /// @param follow whether it is followed from the start on
    record Chosen(ChainChoice choice, boolean follow) {}

    synchronized Optional<Chosen> read() {
        try {
            if (!Files.isRegularFile(file)) {
                return Optional.empty();
            }
            if (Files.size(file) > MAX_BYTES) {
                throw new IllegalArgumentException("it is too large");
            }
            var json = Json.parse(Files.readString(file));
            var choice =
                    new ChainChoice(
                            json.path("network").asString(""),
                            texts(json.path("beacons")),
                            texts(json.path("executions")),
                            json.path("checkpoint").asString(""));
            return Optional.of(new Chosen(choice, json.path("follow").asBoolean(false)));
        } catch (IOException | IllegalArgumentException e) {
            LOG.log(Level.WARNING, "the chosen network cannot be read from " + file, e);
            return Optional.empty();
        }
    }

    /// @throws IOException with a sentence when it cannot be written
    synchronized void write(Chosen chosen) throws IOException {
        var json = new LinkedHashMap<String, Object>();
        json.put("network", chosen.choice().network());
        json.put("beacons", chosen.choice().beacons());
        json.put("executions", chosen.choice().executions());
        json.put("checkpoint", chosen.choice().checkpoint());
        json.put("follow", chosen.follow());
        var damaged = Files.isRegularFile(file) && read().isEmpty();
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            if (damaged) {
                move(file, file.resolveSibling(file.getFileName() + ".damaged"));
            }
            var part = file.resolveSibling(file.getFileName() + ".part");
            Files.writeString(part, Json.writePretty(json));
            move(part, file);
        } catch (IOException e) {
            throw new IOException(
                    "The chosen network cannot be kept in "
                            + file
                            + ": "
                            + e.getMessage()
                            + ". Make room on the disk, or make the folder writable.",
                    e);
        }
    }

    /// Keeps the choice, and follows it no more at the next start.
    synchronized void rest() {
        var known = read().filter(Chosen::follow);
        if (known.isPresent()) {
            try {
                write(new Chosen(known.get().choice(), false));
            } catch (IOException e) {
                LOG.log(Level.WARNING, "the network will be followed again at the next start", e);
            }
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(
                    from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException _) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static List<String> texts(JsonNode list) {
        var texts = new ArrayList<String>();
        list.forEach(each -> texts.add(each.asString("")));
        return texts;
    }
}
