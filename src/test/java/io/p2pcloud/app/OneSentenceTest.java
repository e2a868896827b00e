package io.p2pcloud.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.p2pcloud.common.Tier;
import io.p2pcloud.journey.RequiredTools;
import io.p2pcloud.market.ComputeUnit;
import io.p2pcloud.provider.Readiness;
import io.p2pcloud.provider.ReadinessRow;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What commonly goes wrong is told in one sentence that says what, where and what to do.
class OneSentenceTest {
    @TempDir Path folder;

    @Test
    void aBusyPortIsNamed() throws Exception {
        RequiredTools.check();
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(error("quickstart", "--chain-port", "" + taken.getLocalPort()))
                    .isEqualTo(
                            "Port %d on 127.0.0.1, which the embedded chain should use, is taken by another program: choose another port or end that program."
                                    .formatted(taken.getLocalPort()));
        }
    }

    @Test
    void aProviderThatIsNoAccountIsNamed() throws Exception {
        assertThat(error("server", "restore", "my.backup", "--provider", "ann"))
                .isEqualTo("\"ann\" is no account: 0x and 40 hexadecimal digits.");
    }

    @Test
    void aMissingEmulatorIsNamedWithItsPackage() {
        assertThatThrownBy(() -> Qemu.find(folder.toString()))
                .hasMessage(
                        "QEMU is not installed: install the package qemu-system-x86, or start with"
                                + " ./run, which does it.");
    }

    @Test
    void aFullDiskIsToldBeforeAnythingIsWritten() {
        assertThat(FreeRoom.missing(Path.of("/home/ann/p2p"), 3 << 20))
                .contains(
                        "The disk of /home/ann/p2p is full (3 MiB free, 64 needed): make room, or"
                                + " name another folder in P2PCLOUD_HOME.");
        assertThat(FreeRoom.missing(Path.of("/home/ann/p2p"), 64 << 20)).isEmpty();
    }

    @Test
    void whatKeepsAMachineFromSellingIsNamed() {
        var readiness =
                new Readiness(
                        "a processor",
                        List.of(
                                row("Memory", ReadinessRow.Status.GOOD, "enough", List.of()),
                                row(
                                        "Disk",
                                        ReadinessRow.Status.BLOCKING,
                                        "0 GiB spare",
                                        List.of("Free some space in /d."))),
                        Optional.empty(),
                        new ComputeUnit(1, 1, 1, 1, Tier.STANDARD));
        assertThat(Obstacles.of(readiness))
                .isEqualTo(
                        "This machine cannot sell a server yet: Disk (0 GiB spare). Free some space"
                                + " in /d.");
    }

    @Test
    void aWrongSshKeyIsToldByWhatIsWrongWithIt() throws IOException {
        assertThat(keyError("no-key", "hello world"))
                .isEqualTo(
                        "%s: This is not an SSH public key: \"hello\" is not a key type that OpenSSH knows.");
        assertThat(keyError("damaged", "ssh-ed25519 AAAA! me"))
                .isEqualTo(
                        "%s: This is not an SSH public key: its second part is damaged or of another type.");
        assertThat(
                        keyError(
                                "id_ed25519",
                                "-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----\n"))
                .isEqualTo(
                        "%s: This is an SSH private key. Give the public key, the file that ends in .pub.");
        assertThat(error("quickstart", "--ssh-key", folder.resolve("none.pub").toString()))
                .isEqualTo(
                        "There is no file "
                                + folder.resolve("none.pub")
                                + "; ssh-keygen makes a key.");
    }

    private String keyError(String name, String content) throws IOException {
        var file = Files.writeString(folder.resolve(name), content);
        return error("quickstart", "--ssh-key", file.toString()).replace(file.toString(), "%s");
    }

    /// What a command that fails prints to the terminal.
    private String error(String... arguments) {
        var words = new StringWriter();
        var command = Main.commandLine(RequiredTools.folders(folder.resolve("data")));
        command.setErr(new PrintWriter(words, true));
        assertThat(command.execute(arguments)).isEqualTo(1);
        return words.toString().strip();
    }

    private static ReadinessRow row(
            String name, ReadinessRow.Status status, String found, List<String> remedy) {
        return new ReadinessRow("row", name, status, found, remedy);
    }
}
