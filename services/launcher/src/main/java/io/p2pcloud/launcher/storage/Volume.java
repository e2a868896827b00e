package io.p2pcloud.launcher.storage;

import io.p2pcloud.launcher.domain.GuestName;
import java.nio.file.Path;

/// A lease's data disk on this host.
///
/// @param owner the guest whose disk it is
/// @param image absolute path of the raw, sparse image
/// @param quotaGiB what the guest sees as the disk's size
public record Volume(GuestName owner, Path image, int quotaGiB) {}
