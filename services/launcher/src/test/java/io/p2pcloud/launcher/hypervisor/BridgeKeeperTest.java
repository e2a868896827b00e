package io.p2pcloud.launcher.hypervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The keeper over the packet filter of a network namespace of its own.
class BridgeKeeperTest {
    @TempDir Path folder;

    @Test
    void putsBackWhatOthersTookAwayWhileItRunsAndWhenItStarts() throws Exception {
        requireTools();
        var process =
                new ProcessBuilder(
                                "unshare",
                                "--net",
                                "sh",
                                "-c",
                                "ip link set lo up && exec \"$0\" \"$@\"",
                                ProcessHandle.current().info().command().orElseThrow(),
                                "-cp",
                                System.getProperty(
                                        "surefire.test.class.path",
                                        System.getProperty("java.class.path")),
                                KeepsRules.class.getName(),
                                folder.toString())
                        .redirectErrorStream(true)
                        .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said.lines())
                .containsSubsequence(
                        "admitted: closed forward",
                        "emptied:",
                        "put-back: closed forward",
                        "emptied-in-part: forward",
                        "put-back-in-part: closed forward",
                        "adopted: closed forward",
                        "dismissed: closed");
    }

    private static void requireTools() throws IOException {
        boolean root = Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
        assumeTrue(root, "skipped: a network namespace of its own needs root");
        boolean there =
                Files.isExecutable(Path.of("/usr/sbin/nft"))
                        && Files.isExecutable(Path.of("/usr/sbin/ip"));
        if (!there && Boolean.getBoolean("p2pcloud.require.tools")) {
            fail("nftables and iproute2 are needed");
        }
        assumeTrue(there, "skipped: nftables or iproute2 is not installed");
    }
}
