package io.p2pcloud.chain;

import io.p2pcloud.common.Address;
import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// Entries in one small JSON file, replaced as a whole by a temporary file that is flushed to the
/// disk first. One process owns it. The transactions in it are public data.
public final class FileNonceJournal implements NonceJournal {
    private final Path file;
    private final List<Entry> entries;

    /// Reads what is there; a file that cannot be read is an error, because guessing a nonce could
    /// send something twice.
    ///
    /// @throws UncheckedIOException when the disk fails
    /// @throws IllegalStateException when the file is damaged
    public FileNonceJournal(Path file) {
        this.file = file;
        entries = new ArrayList<>(read(file));
    }

    @Override
    public synchronized List<Entry> unsettled(Address account) {
        return entries.stream()
                .filter(it -> it.account().equals(account))
                .sorted(Comparator.comparingLong(Entry::nonce))
                .toList();
    }

    @Override
    public synchronized void record(Entry entry) {
        entries.add(entry);
        write();
    }

    @Override
    public synchronized void settled(Address account, long nonce) {
        if (entries.removeIf(it -> it.account().equals(account) && it.nonce() == nonce)) {
            write();
        }
    }

    private void write() {
        var list =
                entries.stream()
                        .map(it ->
                                Map.of(
                                        "account", it.account().toHex(),
                                        "nonce", it.nonce(),
                                        "hash", it.hash().toHex(),
                                        "raw", it.raw().toHex()))
                        .toList();
        var temporary = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            try (var channel =
                    FileChannel.open(
                            temporary,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.TRUNCATE_EXISTING,
                            StandardOpenOption.WRITE)) {
                var bytes = ByteBuffer.wrap(Json.write(list).getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(
                    temporary,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The journal of transactions "
                            + file
                            + " cannot be written: check the disk's space and permissions.",
                    e);
        }
    }

    private static List<Entry> read(Path file) {
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            return Json.parse(Files.readAllBytes(file))
                    .valueStream()
                    .map(FileNonceJournal::entry)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The journal of transactions " + file + " cannot be read.", e);
        } catch (IllegalArgumentException | ChainException e) {
            throw new IllegalStateException(
                    "The journal of transactions "
                            + file
                            + " is damaged: look on the chain whether your last act came about,"
                            + " then delete the file.",
                    e);
        }
    }

    private static Entry entry(JsonNode node) {
        return new Entry(
                Fields.address(node, "account"),
                Fields.of(node, "nonce").asLong(),
                new TxHash(Fields.word(node, "hash")),
                Bytes.ofHex(Fields.of(node, "raw").asString()));
    }
}
