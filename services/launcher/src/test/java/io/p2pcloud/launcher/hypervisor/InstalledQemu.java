package io.p2pcloud.launcher.hypervisor;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/// The QEMU of this computer, or a skipped (where tools are required: failed) test.
final class InstalledQemu {
    private static final Path PROGRAM = Path.of("/usr/bin/qemu-system-x86_64");

    private InstalledQemu() {}

    static Path program() {
        boolean there = Files.isExecutable(PROGRAM);
        if (!there && Boolean.getBoolean("p2pcloud.require.tools")) {
            fail("%s is missing: install the package qemu-system-x86", PROGRAM);
        }
        assumeTrue(there, "skipped: the package qemu-system-x86 is not installed");
        return PROGRAM;
    }
}
