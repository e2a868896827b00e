package io.p2pcloud.history;

import io.p2pcloud.common.Json;
import io.p2pcloud.market.LeaseId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The user's notes as lines of JSON that are only ever added: the chain can bring back everything
/// else in the ledger, but not these.
final class NotesFile {
    private static final System.Logger LOG = System.getLogger(NotesFile.class.getName());

    private final Path file;

    NotesFile(Path file) {
        this.file = file;
    }

    /// Adds a line, on the disk when this returns.
    synchronized void append(Note note) {
        var line = new LinkedHashMap<String, String>();
        line.put("at", note.at().toString());
        line.put("lease", note.lease().toHex());
        line.put("label", note.label());
        line.put("text", note.text());
        try (var channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.position(channel.size());
            // A crash may have left half a line: the next one must not be joined to it.
            var text = (endsInALine() ? "" : "\n") + Json.write(line) + "\n";
            var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Could not write the note to " + file + ": check the disk.", e);
        }
    }

    /// The last note of each lease. Lines that cannot be read are passed over, and said in the log.
    synchronized Collection<Note> latest() {
        if (!Files.exists(file)) {
            return List.of();
        }
        Map<LeaseId, Note> notes = new LinkedHashMap<>();
        try (var lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
            lines.filter(line -> !line.isBlank())
                    .forEach(line -> {
                        try {
                            var note = note(line);
                            notes.put(note.lease(), note);
                        } catch (RuntimeException e) {
                            LOG.log(
                                    Level.WARNING,
                                    "a line of " + file + " is damaged: " + e.getMessage());
                        }
                    });
            return notes.values();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Could not read the notes in " + file + ": check the disk.", e);
        }
    }

    private static Note note(String line) {
        // Lines are split before they are decoded, so that one damaged character costs one line.
        var json = Json.parse(line.getBytes(StandardCharsets.ISO_8859_1));
        return new Note(
                LeaseId.ofHex(json.required("lease").asString()),
                json.required("label").asString(),
                json.required("text").asString(),
                Instant.parse(json.required("at").asString()));
    }

    private boolean endsInALine() throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            if (channel.size() == 0) {
                return true;
            }
            var last = ByteBuffer.allocate(1);
            channel.read(last, channel.size() - 1);
            return last.get(0) == '\n';
        }
    }
}
