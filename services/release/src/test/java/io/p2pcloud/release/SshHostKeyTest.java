package io.p2pcloud.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SshHostKeyTest {
    @RepeatedTest(5)
    void isReadByOpenSsh(@TempDir Path folder) throws Exception {
        InstalledProgram.require("ssh-keygen");
        var key = SshHostKey.generate(new SecureRandom());
        var file = folder.resolve("key");
        Files.createFile(
                file,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, key.openSsh());

        var printed = InstalledProgram.run(folder, "ssh-keygen", "-y", "-f", "key");

        assertThat(new String(printed, StandardCharsets.US_ASCII).strip())
                .isEqualTo(key.publicKey());
    }

    @Test
    void hidesTheSecretWhenPrinted() {
        assertThat(Samples.HOST_KEY.toString())
                .contains(Samples.HOST_KEY.publicKey())
                .doesNotContain("PRIVATE");
    }

    @Test
    void refusesOtherKindsOfKey(@TempDir Path folder) throws Exception {
        InstalledProgram.require("ssh-keygen");
        InstalledProgram.run(folder, "ssh-keygen", "-q", "-t", "ecdsa", "-N", "", "-f", "ecdsa");
        InstalledProgram.run(
                folder, "ssh-keygen", "-q", "-t", "ed25519", "-N", "secret", "-f", "locked");
        for (var name : new String[] {"ecdsa", "locked"}) {
            var text = Files.readString(folder.resolve(name));
            assertThatThrownBy(() -> new SshHostKey(text))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("unencrypted ed25519");
        }
    }

    @Test
    void refusesWhatIsCutShortOrNoKeyAtAll() {
        var text = Samples.HOST_KEY.openSsh();
        var lines = text.split("\n", -1);
        var shortened = lines[0] + "\n" + lines[1] + "\n" + lines[lines.length - 2] + "\n";
        for (var each : new String[] {"", "x", text.strip(), text + "\n", shortened}) {
            assertThatThrownBy(() -> new SshHostKey(each))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
