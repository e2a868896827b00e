package io.p2pcloud.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The guardian as a service of the user's systemd (systemd.service(5)), with the paths of this
/// installation.
///
/// @param program bin/p2pcloud
/// @param environment what the program is told by it
record GuardianUnit(Path program, Map<String, String> environment) {
    static final String NAME = "p2pcloud-guardian.service";

    /// Settings that the guardian must share with the other commands: folders, as they are from
    /// anywhere, and words.
    private static final List<String> FOLDERS =
            List.of(
                    "P2PCLOUD_HOME",
                    "P2PCLOUD_CACHE",
                    "XDG_DATA_HOME",
                    "XDG_CACHE_HOME",
                    "XDG_STATE_HOME");

    private static final List<String> WORDS = List.of("P2PCLOUD_HYPERVISOR", "P2PCLOUD_NETWORK");

    /// @param install where the program lies
    /// @param javaHome of the JDK that runs this program
    static GuardianUnit of(Path install, Path javaHome, Map<String, String> environment) {
        var told = new LinkedHashMap<String, String>();
        told.put("JAVA_HOME", javaHome.toString());
        for (var name : FOLDERS) {
            value(environment, name)
                    .ifPresent(it -> told.put(name, Path.of(it).toAbsolutePath().toString()));
        }
        for (var name : WORDS) {
            value(environment, name).ifPresent(it -> told.put(name, it));
        }
        return new GuardianUnit(install.resolve("bin/p2pcloud"), told);
    }

    /// Where the user's systemd looks for it.
    static Path place(Map<String, String> environment, Path userHome) {
        return value(environment, "XDG_CONFIG_HOME")
                .map(Path::of)
                .orElseGet(() -> userHome.resolve(".config"))
                .resolve("systemd/user")
                .resolve(NAME);
    }

    private static Optional<String> value(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    /// @throws UserError when there is nothing to start, or the file cannot be written
    void writeTo(Path file) throws UserError {
        if (!Files.isExecutable(program)) {
            throw new UserError(
                    "There is no program %s that systemd could start.".formatted(program));
        }
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text());
        } catch (IOException e) {
            throw new UserError("%s cannot be written: %s".formatted(file, e.getMessage()), e);
        }
    }

    String text() {
        var lines =
                environment.entrySet().stream()
                        .map(each -> each.getKey() + "=" + each.getValue())
                        .map(each -> "Environment=" + quoted(each))
                        .collect(Collectors.joining("\n"));
        return """
        [Unit]
        Description=P2P Cloud guardian: keeps your servers running

        [Service]
        %s
        ExecStart=%s guardian
        Restart=on-failure
        RestartSec=10
        # Machines outlive the guardian.
        KillMode=process

        [Install]
        WantedBy=default.target
        """
                // In a command, systemd puts variables in as well.
                .formatted(lines, quoted(program.toString()).replace("$", "$$"));
    }

    /// As one word, which says what it says: systemd reads escapes in it, and specifiers.
    private static String quoted(String word) {
        if (word.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("a unit of systemd cannot hold " + word.strip());
        }
        return '"' + word.replace("\\", "\\\\").replace("\"", "\\\"").replace("%", "%%") + '"';
    }
}
