package io.p2pcloud.tenant;

import java.nio.file.Path;
import java.time.Instant;

/// A backup that was made on this computer.
///
/// @param name of the server, as it was
/// @param diskBytes size of the disk
/// @param fileBytes size of the file when it was made
/// @param present whether the file is still there
public record KeptBackup(
        Path file, String name, Instant takenAt, long diskBytes, long fileBytes, boolean present) {}
