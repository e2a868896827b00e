package io.p2pcloud.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `./run` and `bin/p2pcloud` say when this computer lacks something.
class SetupScriptTest {
    @TempDir Path folder;

    @Test
    void aWrongJdkIsNamedWithWhereToGetTheRightOne() throws Exception {
        var old = jdk("old", "17.0.2");
        assertThat(findJdk(old))
                .isEqualTo(
                        "P2P Cloud: a JDK 25 is needed, found: JDK 17 (%s); install one (from https://adoptium.net, or where Debian has it: apt-get install openjdk-25-jdk) or set JAVA_HOME to it. [1]"
                                .formatted(old));
    }

    @Test
    void theRightJdkIsTakenSilently() throws Exception {
        assertThat(findJdk(jdk("right", "25.0.1"))).isEqualTo("[0]");
    }

    @Test
    void aMissingPackageIsNamedWithItsCommandWhereNobodyCanBeAsked() throws Exception {
        var needs =
                Files.writeString(
                        folder.resolve("needs.txt"), "no-such-program: no-such-package\n");
        var said =
                bash(
                        "id() { echo 0; }; apt-get() { false; }; apt-cache() { false; };"
                                + " (install_packages %s)".formatted(needs));
        assertThat(said)
                .isEqualTo(
                        "P2P Cloud: these system packages are missing: no-such-package. Install them (apt-get install --no-install-recommends no-such-package), or start again with --yes to have it done. [1]");
    }

    private Path jdk(String name, String version) throws IOException {
        var home = folder.resolve(name);
        Files.createDirectories(home.resolve("bin"));
        var compiler = Files.writeString(home.resolve("bin/javac"), "");
        assertThat(compiler.toFile().setExecutable(true)).isTrue();
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        return home;
    }

    private static String findJdk(Path candidate) throws Exception {
        return bash("jdk_candidates() { echo %s; }; (find_jdk)".formatted(candidate));
    }

    /// What the set-up's functions print, and their status in brackets.
    private static String bash(String script) throws Exception {
        var root = RequiredTools.folders(Path.of("unused")).install();
        var builder =
                new ProcessBuilder(
                        "bash",
                        "-c",
                        "unset CI JAVA_HOME; root=%s; . $root/installers/setup.sh; %s; echo \"[$?]\""
                                .formatted(root, script));
        builder.redirectErrorStream(true);
        builder.redirectInput(Path.of("/dev/null").toFile());
        var process = builder.start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return said.strip().replace("\n", " ");
    }
}
