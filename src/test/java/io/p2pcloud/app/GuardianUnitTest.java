package io.p2pcloud.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuardianUnitTest {
    @TempDir Path home;

    @Test
    void namesThisInstallationAndWhatTheOtherCommandsAreTold() {
        var environment =
                Map.of(
                        "P2PCLOUD_HOME", "here",
                        "P2PCLOUD_HYPERVISOR", "qemu:///system",
                        "PATH", "/elsewhere");
        var unit = GuardianUnit.of(Path.of("/opt/p2p cloud"), Path.of("/jdk"), environment);
        assertThat(unit.text().lines())
                .containsSubsequence(
                        "[Service]",
                        "Environment=\"JAVA_HOME=/jdk\"",
                        "Environment=\"P2PCLOUD_HOME=" + Path.of("here").toAbsolutePath() + "\"",
                        "Environment=\"P2PCLOUD_HYPERVISOR=qemu:///system\"",
                        "ExecStart=\"/opt/p2p cloud/bin/p2pcloud\" guardian",
                        "KillMode=process",
                        "[Install]");
        assertThat(unit.text()).doesNotContain("P2PCLOUD_NETWORK", "PATH");
    }

    @Test
    void keepsSystemdFromReadingMoreThanAPathInAPath() {
        var strange = new GuardianUnit(Path.of("/a$HOME/%n\"\\/p"), Map.of("A", "%h$B"));
        assertThat(strange.text())
                .contains("ExecStart=\"/a$$HOME/%%n\\\"\\\\/p\" guardian")
                .contains("Environment=\"A=%%h$B\"");
        var lines = new GuardianUnit(Path.of("/p"), Map.of("A", "1\nExecStartPre=/bin/false"));
        assertThatThrownBy(lines::text).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void isWrittenWhereTheUsersSystemdLooks() throws Exception {
        var program =
                Files.createFile(
                        home.resolve("p"),
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rwx------")));
        var file = GuardianUnit.place(Map.of(), home);
        assertThat(file).isEqualTo(home.resolve(".config/systemd/user/p2pcloud-guardian.service"));
        assertThat(GuardianUnit.place(Map.of("XDG_CONFIG_HOME", "/c"), home))
                .isEqualTo(Path.of("/c/systemd/user/p2pcloud-guardian.service"));
        new GuardianUnit(program, Map.of()).writeTo(file);
        new GuardianUnit(program, Map.of("A", "1")).writeTo(file);
        assertThat(file).content().contains("A=1").contains(program.toString());
    }

    @Test
    void isNotWrittenWithoutAProgramToStart() {
        var nothing = new GuardianUnit(home.resolve("p"), Map.of());
        assertThatThrownBy(() -> nothing.writeTo(home.resolve("unit")))
                .isInstanceOf(UserError.class)
                .hasMessageContaining(home.resolve("p").toString());
        assertThat(home).isEmptyDirectory();
    }
}
