package io.p2pcloud.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.p2pcloud.common.Bytes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgeSealTest {
    private final SecureRandom random = new SecureRandom();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1000, AgeSeal.MAX_PLAINTEXT})
    void isOpenedByDebiansAge(int size, @TempDir Path folder) throws Exception {
        InstalledProgram.require("age");
        InstalledProgram.run(folder, "age-keygen", "-o", "identity");
        var recipient =
                new String(
                                InstalledProgram.run(folder, "age-keygen", "-y", "identity"),
                                StandardCharsets.US_ASCII)
                        .strip();
        var plaintext = new byte[size];
        new Random(size).nextBytes(plaintext);

        var sealed = AgeSeal.seal(new AgeRecipient(recipient), Bytes.of(plaintext), random);

        Files.write(folder.resolve("sealed"), sealed.toArray());
        assertThat(InstalledProgram.run(folder, "age", "-d", "-i", "identity", "sealed"))
                .isEqualTo(plaintext);
    }

    @Test
    void neverSealsTheSameWayTwice() {
        var plaintext = Bytes.of(new byte[100]);
        assertThat(AgeSeal.seal(Samples.RECIPIENT, plaintext, random))
                .isNotEqualTo(AgeSeal.seal(Samples.RECIPIENT, plaintext, random));
    }

    @Test
    void fitsIntoOneLineAtItsLongest() {
        var sealed =
                AgeSeal.seal(Samples.RECIPIENT, Bytes.of(new byte[AgeSeal.MAX_PLAINTEXT]), random);
        var line = new GuestLine.Release(Samples.SIGNATURE, sealed);
        assertThat(line.encode().length()).isLessThan(GuestLine.MAX_LENGTH);
    }

    @Test
    void refusesMoreThanOneChunk() {
        var tooLong = Bytes.of(new byte[AgeSeal.MAX_PLAINTEXT + 1]);
        assertThatThrownBy(() -> AgeSeal.seal(Samples.RECIPIENT, tooLong, random))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("64 KiB");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0000000000000000000000000000000000000000000000000000000000000000",
                "0100000000000000000000000000000000000000000000000000000000000000",
                "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
                "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"
            })
    void refusesAPointOfSmallOrder(String key) {
        var recipient = AgeRecipient.of(Bytes.ofHex(key));
        assertThatThrownBy(() -> AgeSeal.seal(recipient, Bytes.EMPTY, random))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("small order");
    }
}
