package io.p2pcloud.launcher.domain;

import java.nio.file.Path;

/// What the guest boots: a kernel, its initramfs and its command line, given to QEMU directly.
///
/// @param kernel absolute path of a bzImage
/// @param initramfs absolute path of the (compressed) cpio archive
/// @param commandLine printable ASCII, at most 2047 characters (the x86 kernel's COMMAND_LINE_SIZE
///   is 2048 with the closing NUL)
public record BootFiles(Path kernel, Path initramfs, String commandLine) {
    private static final int MAX_COMMAND_LINE = 2047;

    public BootFiles {
        SafePath.check(kernel);
        SafePath.check(initramfs);
        if (commandLine.length() > MAX_COMMAND_LINE
                || !commandLine.chars().allMatch(c -> c >= ' ' && c <= '~')) {
            throw new IllegalArgumentException(
                    "a kernel's command line is at most 2047 printable ASCII characters");
        }
    }
}
