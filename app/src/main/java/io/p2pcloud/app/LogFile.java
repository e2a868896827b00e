package io.p2pcloud.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/// Where the program writes down what it does.
final class LogFile {
    /// As logback's settings have it.
    private static final String PROPERTY = "p2pcloud.log";

    private LogFile() {}

    /// From now on the log is this file, in a folder that is its owner's alone. To be called before
    /// anything is logged.
    ///
    /// @throws UserError when the folder cannot be made
    static void use(Path file) throws UserError {
        var folder = file.getParent();
        try {
            Files.createDirectories(folder);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        } catch (IOException e) {
            throw new UserError(
                    "The log has no place: the folder %s cannot be made (%s)."
                            .formatted(folder, e.getMessage()),
                    e);
        }
        System.setProperty(PROPERTY, file.toString());
    }
}
