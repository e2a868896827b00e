package io.p2pcloud.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Json;
import io.p2pcloud.guest.BootBundle;
import io.p2pcloud.guest.BundleFirmware;
import io.p2pcloud.guest.ConfidentialBoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A bundle that was given a firmware, and what a tenant expects of machines that start from it.
class MeasuredBundleTest {
    @TempDir private Path folder;
    private BootBundle bare;

    @BeforeEach
    void make() throws IOException {
        bare = TestBundle.make(folder);
    }

    @Test
    void listsTheMeasurementOfEachImageAndNumberOfProcessors() throws IOException {
        var added = added();
        assertThat(added).hasSize(ConfidentialBoot.MAX_VCPUS);
        var listed =
                Json.parse(Files.readAllBytes(folder.resolve("bundle.json")))
                        .path("measurements")
                        .path(TestBundle.IMAGE);
        for (int vcpus : new int[] {1, 2, ConfidentialBoot.MAX_VCPUS}) {
            var measured =
                    TestBundle.measured(
                            TestBundle.FIRMWARE,
                            bare.kernel().sha256(),
                            bare.initramfs().sha256(),
                            bare.kernelCommandLine(bare.images().getFirst()),
                            vcpus);
            assertThat(added).containsEntry(vcpus, measured);
            assertThat(listed.path("" + vcpus).stringValue()).isEqualTo(measured.toHex());
        }
    }

    @Test
    void expectsAtLeastTheOrderedProcessors() throws IOException {
        var added = added();
        var bundle = BootBundle.load(folder);
        var profile = ConfidentialBoot.profile(bundle, bundle.images().getFirst(), 3);
        assertThat(profile.orElseThrow().measurements())
                .doesNotContain(added.get(1), added.get(2))
                .contains(added.get(3), added.get(ConfidentialBoot.MAX_VCPUS))
                .hasSize(ConfidentialBoot.MAX_VCPUS - 2);
        for (int vcpus : new int[] {0, ConfidentialBoot.MAX_VCPUS + 1}) {
            assertThatThrownBy(() ->
                            ConfidentialBoot.profile(bundle, bundle.images().getFirst(), vcpus))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("1 to 64 vCPUs");
        }
    }

    private Map<Integer, Bytes> added() throws IOException {
        var all = BundleFirmware.add(folder, TestBundle.firmware(folder));
        return Objects.requireNonNull(all.get(TestBundle.IMAGE));
    }

    @Test
    void hasNoProfileWithoutFirmware() throws IOException {
        assertThat(ConfidentialBoot.profile(bare, bare.images().getFirst(), 1)).isEmpty();
    }

    @Test
    void whatIsNoSuchFirmwareLeavesTheBundleAsItWas() throws IOException {
        var before = Files.readString(folder.resolve("bundle.json"));
        var ordinary = Files.write(folder.resolve("ordinary.fd"), new byte[64 << 10]);
        assertThatThrownBy(() -> BundleFirmware.add(folder, ordinary))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cannot start confidential machines");
        assertThatThrownBy(() -> BundleFirmware.add(folder, folder.resolve("missing")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is no firmware");
        assertThat(Files.readString(folder.resolve("bundle.json"))).isEqualTo(before);
    }

    @Test
    void measuresTheFirmwareThatIsThere() throws IOException {
        assertThatThrownBy(() -> BundleFirmware.measure(folder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("has no firmware of confidential machines");
        var added = added();
        assertThat(BundleFirmware.measure(folder)).containsEntry(TestBundle.IMAGE, added);
        assertThat(BootBundle.load(folder).firmware()).isPresent();
    }

    @Test
    void aDamagedFirmwareIsFoundWhenTheBundleIsRead() throws IOException {
        var _ = BundleFirmware.add(folder, TestBundle.firmware(folder));
        var _ = BootBundle.load(folder);
        var file = BootBundle.load(folder).firmware().orElseThrow().path();
        Files.write(file, new byte[100]);
        assertThatThrownBy(() -> BootBundle.load(folder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is damaged");
    }
}
