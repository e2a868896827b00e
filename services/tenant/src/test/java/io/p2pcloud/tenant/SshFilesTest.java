package io.p2pcloud.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.p2pcloud.wallet.Keystore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SshFilesTest {
    private static final String HOST_KEY =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIEn6n1lVqjHg0pH0m8r1k0n1xJ8m2o3p4q5r6s7t8u9v";
    private static final SshEndpoint ENDPOINT = new SshEndpoint("127.0.0.1", 40022, HOST_KEY);
    private static final ServerId SERVER = new ServerId("0123456789abcdef");

    @TempDir Path temp;
    private Path folder;
    private Path user;
    private ClientKey own;

    @BeforeEach
    void begin() throws IOException {
        folder = temp.resolve("ssh files");
        user = Files.createDirectory(temp.resolve("user"));
        var random = new SecureRandom();
        own = ClientKey.loadOrCreate(new Keystore(temp.resolve("keys"), random), random);
    }

    private String command(String... authorized) throws IOException {
        return new SshFiles(folder, user, own).command(SERVER, ENDPOINT, List.of(authorized));
    }

    @Test
    void namesTheFileWithTheOneHostKey() throws IOException {
        var known = folder.resolve(SERVER.value() + ".known_hosts");
        assertThat(command(own.publicLine()))
                .endsWith("-p 40022 root@127.0.0.1")
                .contains("-o 'UserKnownHostsFile=" + known + "'");
        assertThat(known).hasContent("[127.0.0.1]:40022 " + HOST_KEY);
    }

    @Test
    void handsOutTheApplicationsKeyForTheUserAlone() throws Exception {
        var key = folder.resolve("key");
        assertThat(command(own.publicLine())).startsWith("ssh -i '" + key + "' ");
        assertThat(command(own.publicLine())).as("again").startsWith("ssh -i ");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
        var keygen = Path.of("/usr/bin/ssh-keygen");
        assumeTrue(Files.isExecutable(keygen), "ssh-keygen is not installed");
        var process =
                new ProcessBuilder(keygen.toString(), "-y", "-f", key.toString())
                        .redirectErrorStream(true)
                        .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        assertThat(own.publicLine()).startsWith(said.strip());
    }

    @Test
    void namesTheUsersOwnKeyWhereOneWasChosen() throws IOException {
        Files.writeString(user.resolve("id_ed25519.pub"), HOST_KEY + " me@here\n");
        Files.writeString(user.resolve("id_ed25519"), "secret");
        Files.writeString(user.resolve("other.pub"), "ssh-ed25519 AAAA other\n");
        assertThat(command(HOST_KEY + " another comment"))
                .startsWith("ssh -i " + user.resolve("id_ed25519") + " -o IdentitiesOnly=yes ");
        assertThat(folder.resolve("key")).doesNotExist();
    }

    @Test
    void fallsBackToTheApplicationsKeyWhereTheUsersIsElsewhere() throws IOException {
        Files.writeString(user.resolve("id_ed25519.pub"), HOST_KEY);
        assertThat(command(HOST_KEY)).contains(folder.resolve("key").toString());
    }
}
