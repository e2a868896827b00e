package io.p2pcloud.launcher.hypervisor;

import io.p2pcloud.common.Json;
import io.p2pcloud.launcher.domain.ChannelName;
import io.p2pcloud.launcher.domain.GuestName;
import io.p2pcloud.launcher.domain.LaunchPlan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;

/// One guest's folder of sockets, logs and the record by which a restarted program knows it again.
/// Only this user can enter it.
record RunFolder(Path path) {
    /// A unix socket's address holds 108 bytes, the last of them zero (unix(7), sun_path).
    static final int MAX_SOCKET_PATH_BYTES = 107;

    private static final String RECORD = "guest.json";
    private static final int LOG_TAIL_BYTES = 4096;

    /// What is written down before QEMU starts.
    ///
    /// @param place in the guests' network; 0 without one
    record GuestRecord(LaunchPlan plan, Instant startedAt, int place) {
        GuestRecord(LaunchPlan plan, Instant startedAt) {
            this(plan, startedAt, 0);
        }
    }

    static RunFolder of(Path root, GuestName name) {
        return new RunFolder(root.resolve(name.value()));
    }

    /// The run folders that lie in `root`; what else lies there is not ours to touch.
    static List<RunFolder> in(Path root) throws IOException {
        try (var folders = Files.list(root)) {
            return folders.filter(Files::isDirectory)
                    .filter(path -> GuestName.isGuestName(path.getFileName().toString()))
                    .map(RunFolder::new)
                    .toList();
        }
    }

    Path qmpSocket() {
        return path.resolve("qmp.sock");
    }

    Path socket(ChannelName channel) {
        return path.resolve(channel.socketFile());
    }

    Path serialLog() {
        return path.resolve("serial.log");
    }

    /// What QEMU itself has to say.
    Path errorLog() {
        return path.resolve("qemu.log");
    }

    /// The socket whose path is longer than the system allows, if any.
    Optional<Path> tooLong(LaunchPlan plan) {
        return Stream.concat(Stream.of(qmpSocket()), plan.channels().stream().map(this::socket))
                .filter(socket ->
                        socket.toString().getBytes(StandardCharsets.UTF_8).length
                                > MAX_SOCKET_PATH_BYTES)
                .findFirst();
    }

    void create(GuestRecord record) throws IOException {
        delete();
        Files.createDirectory(
                path,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        var unfinished = path.resolve(RECORD + ".new");
        Files.writeString(unfinished, Json.writePretty(record));
        Files.move(unfinished, path.resolve(RECORD), StandardCopyOption.ATOMIC_MOVE);
    }

    /// What was written when the guest was started; empty when the start did not come that far.
    ///
    /// @throws IOException when the record cannot be read or understood
    Optional<GuestRecord> read() throws IOException {
        try {
            var text = Files.readString(path.resolve(RECORD));
            return Optional.of(Json.mapper().readValue(text, GuestRecord.class));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (JacksonException e) {
            throw new IOException("the record of a guest in " + path + " is damaged", e);
        }
    }

    /// The last few KiB of what QEMU said, or nothing.
    String errors() {
        try {
            var bytes = Files.readAllBytes(errorLog());
            int from = Math.max(0, bytes.length - LOG_TAIL_BYTES);
            return new String(bytes, from, bytes.length - from, StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            return "";
        }
    }

    void delete() throws IOException {
        if (!Files.isDirectory(path)) {
            return;
        }
        List<Path> files;
        try (var listed = Files.list(path)) {
            files = listed.toList();
        }
        for (var file : files) {
            Files.delete(file);
        }
        Files.delete(path);
    }
}
