package io.p2pcloud.launcher.storage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// What the file system under the volumes can tell.
public interface HostDisk {
    /// Bytes that this user can still write in the file system of `folder`.
    long freeBytes(Path folder) throws IOException;

    /// Bytes that sparse files really occupy, summed.
    long occupiedBytes(List<Path> files) throws IOException;
}
