package io.p2pcloud.tenant;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// What the program `ssh` needs to reach a server without asking: a file with the one host key, and
/// the private key that the server lets in. The application's own key leaves the keystore only
/// here, when a command is asked for, and only where the user chose no key of his own.
final class SshFiles {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:@%+=,\\\\-]+");
    private static final int USUAL_PORT = 22;
    private static final int PEM_LINE = 64;

    private final Path folder;
    private final Path userFolder;
    private final ClientKey own;

    /// @param folder where the files are put
    /// @param userFolder where the user's own keys lie
    SshFiles(Path folder, Path userFolder, ClientKey own) {
        this.folder = folder;
        this.userFolder = userFolder;
        this.own = own;
    }

    /// Writes the files and says the command that uses them.
    ///
    /// @param authorized the keys that the server lets in beside the application's own
    /// @throws IOException when the files cannot be written
    String command(ServerId server, SshEndpoint ssh, List<String> authorized) throws IOException {
        Files.createDirectories(folder, rights("rwx------"));
        var known = folder.resolve(server.value() + ".known_hosts");
        Files.writeString(known, knownHost(ssh));
        var user = userKey(authorized);
        var key = user.isPresent() ? user.get() : ownKey();
        return String.join(
                " ",
                List.of(
                        "ssh",
                        "-i",
                        quoted(key),
                        "-o",
                        "IdentitiesOnly=yes",
                        "-o",
                        quoted("UserKnownHostsFile=" + known),
                        "-p",
                        String.valueOf(ssh.port()),
                        "root@" + ssh.host()));
    }

    /// One line of sshd(8)'s known_hosts format.
    private static String knownHost(SshEndpoint ssh) {
        var name = ssh.port() == USUAL_PORT ? ssh.host() : "[" + ssh.host() + "]:" + ssh.port();
        return name + " " + ssh.hostKey() + "\n";
    }

    /// The private half of the first authorized key that lies in the user's folder.
    private Optional<Path> userKey(List<String> authorized) throws IOException {
        if (!Files.isDirectory(userFolder)) {
            return Optional.empty();
        }
        var publics = new ArrayList<Path>();
        try (var files = Files.newDirectoryStream(userFolder, "*.pub")) {
            files.forEach(publics::add);
        }
        for (var line : authorized) {
            for (var file : publics) {
                var name = file.getFileName().toString();
                var secret =
                        file.resolveSibling(name.substring(0, name.length() - ".pub".length()));
                if (Files.isRegularFile(secret) && sameKey(line, Files.readString(file))) {
                    return Optional.of(secret);
                }
            }
        }
        return Optional.empty();
    }

    /// Comments do not count.
    private static boolean sameKey(String one, String other) {
        var ours = one.strip().split("\\s+", 3);
        var theirs = other.strip().split("\\s+", 3);
        return ours.length > 1
                && theirs.length > 1
                && ours[0].equals(theirs[0])
                && ours[1].equals(theirs[1]);
    }

    private Path ownKey() throws IOException {
        var file = folder.resolve("key");
        Files.deleteIfExists(file);
        Files.createFile(file, rights("rw-------"));
        var encoder = Base64.getMimeEncoder(PEM_LINE, "\n".getBytes(StandardCharsets.US_ASCII));
        Files.writeString(
                file,
                "-----BEGIN PRIVATE KEY-----\n"
                        + encoder.encodeToString(own.pair().getPrivate().getEncoded())
                        + "\n-----END PRIVATE KEY-----\n");
        return file;
    }

    private static FileAttribute<?>[] rights(String rights) {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights))
                }
                : new FileAttribute<?>[0];
    }

    private static String quoted(Object word) {
        var text = word.toString();
        return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
