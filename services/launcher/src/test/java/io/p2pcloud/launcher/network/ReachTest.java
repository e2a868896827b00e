package io.p2pcloud.launcher.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.p2pcloud.launcher.domain.PortForward;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The rules at work between real network namespaces: guests, their host, its home network and the
/// internet.
class ReachTest {
    @TempDir Path folder;

    @Test
    void aGuestReachesTheInternetAndNothingElse() throws Exception {
        var home = List.of(network("192.168.77.1", 24), network("198.51.100.2", 24));
        var guests =
                List.of(
                        new GuestPort(2, 100, List.of(PortForward.ssh(40_022))),
                        // A million bytes a second.
                        new GuestPort(3, 8, List.of(PortForward.ssh(40_023))));
        var reached = reached(HostRules.of(GuestNetwork.USUAL, home, List.of(8545), guests));
        // Otherwise the second half would show nothing.
        assertThat(reached.get("without"))
                .containsEntry("host-gateway", true)
                .containsEntry("host-wan", true)
                .containsEntry("host-lan", true)
                .containsEntry("home", true)
                .containsEntry("other-guest", true)
                .containsEntry("internet", true)
                .containsEntry("mail", true)
                .containsEntry("provider-network", true)
                .containsEntry("straight-in", true)
                .containsEntry("borrowed-address", true)
                .containsEntry("forged-address", true)
                .containsEntry("quickly-in", true)
                .containsEntry("quickly-out", true)
                .containsEntry("host-six", true)
                .containsEntry("host-wan-six", true)
                .containsEntry("other-guest-six", true)
                .containsEntry("internet-six", true);
        assertThat(reached.get("with"))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.ofEntries(
                                Map.entry("internet", true),
                                Map.entry("names", true),
                                Map.entry("service", true),
                                Map.entry("forward-from-host", true),
                                Map.entry("forward-from-outside", true),
                                Map.entry("slowly-in", true),
                                Map.entry("slowly-out", true),
                                Map.entry("quickly-in", false),
                                Map.entry("quickly-out", false),
                                Map.entry("host-six", false),
                                Map.entry("host-wan-six", false),
                                Map.entry("other-guest-six", false),
                                Map.entry("internet-six", false),
                                Map.entry("host-gateway", false),
                                Map.entry("host-wan", false),
                                Map.entry("host-lan", false),
                                Map.entry("home", false),
                                Map.entry("other-guest", false),
                                Map.entry("mail", false),
                                Map.entry("provider-network", false),
                                Map.entry("forward-from-guest", false),
                                Map.entry("straight-in", false),
                                Map.entry("borrowed-address", false),
                                Map.entry("forged-address", false)));
    }

    private Map<String, Map<String, Boolean>> reached(String rules) throws Exception {
        requireTools();
        var script = folder.resolve("reach.sh");
        try (var source = ReachTest.class.getResourceAsStream("reach.sh")) {
            Files.write(script, source.readAllBytes());
        }
        var ruleset = Files.writeString(folder.resolve("rules.nft"), rules);
        var process =
                new ProcessBuilder(
                                "unshare",
                                "--net",
                                "--mount",
                                "--pid",
                                "--fork",
                                "--kill-child",
                                "--mount-proc",
                                "bash",
                                script.toString(),
                                ruleset.toString())
                        .redirectErrorStream(true)
                        .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        var reached = new TreeMap<String, Map<String, Boolean>>();
        said.lines()
                .map(line -> line.split("[ =]", 3))
                .filter(words -> words.length == 3)
                .forEach(words ->
                        reached.computeIfAbsent(words[0], _ -> new TreeMap<>())
                                .put(words[1], words[2].equals("yes")));
        return reached;
    }

    private static void requireTools() throws IOException {
        boolean root = Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
        assumeTrue(root, "skipped: network namespaces of its own need root");
        boolean there =
                Stream.of("/usr/sbin/nft", "/usr/sbin/ip", "/usr/bin/perl", "/usr/bin/unshare")
                        .allMatch(program -> Files.isExecutable(Path.of(program)));
        if (!there && Boolean.getBoolean("p2pcloud.require.tools")) {
            fail("nftables, iproute2, perl and util-linux are needed");
        }
        assumeTrue(there, "skipped: nftables, iproute2, perl or util-linux is not installed");
    }

    private static Ipv4Network network(String address, int length) throws IOException {
        return Ipv4Network.of((Inet4Address) InetAddress.getByName(address), length);
    }
}
