package io.p2pcloud.guest;

import io.p2pcloud.common.Bytes32;
import java.nio.file.Path;

/// One file of a bundle, and what it must be.
///
/// @param size in bytes
public record BundleFile(Path path, long size, Bytes32 sha256) {}
