package io.p2pcloud.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.p2pcloud.common.Bytes32;
import io.p2pcloud.guest.BootBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A server's disk lies over the image that it began with, whatever bundles are built later.
class PinnedImageTest {
    private static final Bytes32 OLD = Bytes32.ofNumber(101);
    private static final Bytes32 NEW = Bytes32.ofNumber(102);

    @TempDir Path built;
    private Path older;
    private BootBundle newest;

    @BeforeEach
    void build() throws IOException {
        older = Files.createDirectory(built.resolve("0123456789abcdef"));
        var _ = TestBundle.make(older, OLD);
        newest = TestBundle.make(Files.createDirectory(built.resolve("fedcba9876543210")), NEW);
        Files.createDirectory(built.resolve("stages"));
        Files.writeString(built.resolve("built"), "");
    }

    @Test
    void isFoundInTheBundleThatItWasBuiltWith() throws IOException {
        assertThat(newest.image(TestBundle.IMAGE, OLD).orElseThrow().base().file().path())
                .startsWith(older);
        assertThat(newest.image(TestBundle.IMAGE, NEW)).isEqualTo(newest.image(TestBundle.IMAGE));
    }

    @Test
    void isStartedWithTheSystemOfTheNewestBundle() throws IOException {
        var image = newest.image(TestBundle.IMAGE, OLD).orElseThrow();
        assertThat(newest.kernelCommandLine(image))
                .contains(OLD.toHex().substring(2))
                .contains(newest.modules().rootHash().toHex().substring(2));
    }

    @Test
    void isNoOtherOneOfTheSameName() throws IOException {
        assertThat(newest.image(TestBundle.IMAGE, Bytes32.ofNumber(103))).isEmpty();
        assertThat(newest.image("debian-12", OLD)).isEmpty();
        assertThatThrownBy(() -> ((BundleSource) () -> newest).image("debian-12", OLD))
                .hasMessage(
                        "The version of debian-12 that this server's disk lies over is not on this"
                                + " computer any more.");
    }

    @Test
    void isRefusedWhenItIsDamaged() throws IOException {
        var file = older.resolve(TestBundle.IMAGE + ".img");
        Files.write(file, new byte[8192]);
        assertThatThrownBy(() -> newest.image(TestBundle.IMAGE, OLD))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("damaged");
    }

    @Test
    void aBundleThatCannotBeReadIsLeftOut() throws IOException {
        var broken = Files.createDirectory(built.resolve("0000000000000000"));
        Files.writeString(broken.resolve("bundle.json"), "{");
        assertThat(newest.image(TestBundle.IMAGE, OLD)).isPresent();
    }

    @Test
    void bundlesWithTheSameSystemAreTheSameWhateverTheirImages() throws IOException {
        assertThat(BootBundle.load(older).system()).isEqualTo(newest.system());
        var kernel = older.resolve("vmlinuz");
        Files.write(kernel, new byte[8192]);
        assertThatThrownBy(() -> BootBundle.load(older)).hasMessageContaining("damaged");
    }
}
