package io.p2pcloud.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChipCertificatesTest {
    @TempDir Path folder;

    @Test
    void goOnAsTheyLieInTheFolder() throws IOException {
        var longest = new byte[ChipCertificates.LIMIT];
        longest[0] = 0x30;
        Files.write(folder.resolve(ChipCertificates.FILE), longest);
        assertThat(ChipCertificates.in(folder).toArray()).isEqualTo(longest);
    }

    @Test
    void areNoneWithoutAFile() {
        assertThat(ChipCertificates.in(folder).size()).isZero();
    }

    @Test
    void areNoneWhenTheFileIsTooLongOrNoFile() throws IOException {
        var file = folder.resolve(ChipCertificates.FILE);
        Files.write(file, new byte[ChipCertificates.LIMIT + 1]);
        assertThat(ChipCertificates.in(folder).size()).isZero();
        Files.delete(file);
        Files.createDirectory(file);
        assertThat(ChipCertificates.in(folder).size()).isZero();
    }
}
