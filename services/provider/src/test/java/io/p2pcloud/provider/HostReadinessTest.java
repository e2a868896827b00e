package io.p2pcloud.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.p2pcloud.common.Bytes32;
import io.p2pcloud.common.Tier;
import io.p2pcloud.guest.BootBundle;
import io.p2pcloud.guest.BundleFile;
import io.p2pcloud.guest.VerityImage;
import io.p2pcloud.launcher.domain.Accelerator;
import io.p2pcloud.launcher.hypervisor.AcceleratorVerdict;
import io.p2pcloud.provider.ReadinessRow.Status;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// On the real inventory of the machine that runs it.
class HostReadinessTest {
    private static final Set<Tier> BOTH = EnumSet.allOf(Tier.class);

    @TempDir Path folder;

    @Test
    void sellsConfidentialMachinesWhereHypervisorAndFirmwareAreThere() throws Exception {
        var found = look(new Supply(folder, true), BOTH);
        assertThat(row(found).status()).isEqualTo(Status.GOOD);
        assertThat(found.tier()).contains(Tier.CONFIDENTIAL);
        assertThat(found.spare().tier()).isEqualTo(Tier.CONFIDENTIAL);
        assertThat(Pricing.suggest(found, 6).unit().tier()).isEqualTo(Tier.CONFIDENTIAL);
    }

    @Test
    void sellsStandardMachinesWhereTheHypervisorStartsNoOthers() throws Exception {
        var found = look(new Supply(folder, true), Set.of(Tier.STANDARD));
        assertThat(row(found).status()).isEqualTo(Status.LIMITED);
        assertThat(found.tier()).contains(Tier.STANDARD);
        assertThat(found.spare().tier()).isEqualTo(Tier.STANDARD);
    }

    @Test
    void saysHowToGetTheFirmwareThatIsMissing() throws Exception {
        var found = look(new Supply(folder, false), BOTH);
        assertThat(row(found).remedy()).startsWith("./run --firmware --build");
        assertThat(found.tier()).contains(Tier.STANDARD);
    }

    @Test
    void sellsNothingWithoutAGuestSystem() throws Exception {
        var found = look(new Supply(null, true), BOTH);
        assertThat(row(found).status()).isEqualTo(Status.LIMITED);
        assertThat(found.tier()).isEmpty();
    }

    private Readiness look(GuestSupply guests, Set<Tier> tiers) throws IOException {
        var settings =
                new HostSettings(
                        folder,
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        "127.0.0.1",
                        "here",
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(1),
                        0,
                        0);
        return HostReadiness.ofThisMachine(
                        settings,
                        guests,
                        () ->
                                new AcceleratorVerdict(
                                        Accelerator.TCG,
                                        AcceleratorVerdict.Finding.NO_DEVICE,
                                        "There is no /dev/kvm."),
                        () -> tiers)
                .run();
    }

    private static ReadinessRow row(Readiness found) {
        return found.rows().stream()
                .filter(it -> it.id().equals("confidential"))
                .findFirst()
                .orElseThrow();
    }

    /// @param folder null where there is no bundle
    private record Supply(@Nullable Path folder, boolean firmware) implements GuestSupply {
        @Override
        public BootBundle bundle() throws IOException {
            if (folder == null) {
                throw new IOException("There is no guest system.");
            }
            var file = new BundleFile(folder.resolve("a-file"), 8192, Bytes32.ZERO);
            var image = new VerityImage(file, Bytes32.ZERO, Bytes32.ZERO, 1);
            return new BootBundle(
                    folder,
                    "6.12.0-test",
                    file,
                    file,
                    image,
                    List.of(),
                    firmware ? Optional.of(file) : Optional.empty());
        }

        @Override
        public Optional<Path> confidentialFirmware() throws IOException {
            return bundle().firmware().map(BundleFile::path);
        }

        @Override
        public Accelerator accelerator() {
            return Accelerator.TCG;
        }
    }
}
