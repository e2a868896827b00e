package io.p2pcloud.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.common.Tier;
import io.p2pcloud.guest.BootBundle;
import io.p2pcloud.guest.BundleFirmware;
import io.p2pcloud.market.ComputeUnit;
import io.p2pcloud.tenant.ServerRecord.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a confidential machine must prove to be after it was resized, rebuilt, or outlived the
/// bundle that it was first started from.
class ExpectedMachineTest {
    private static final Bytes32 OLD = Bytes32.ofNumber(101);
    private static final Bytes32 NEW = Bytes32.ofNumber(102);

    @TempDir Path built;
    private BootBundle bundle;

    @BeforeEach
    void build() throws IOException {
        var _ = TestBundle.make(Files.createDirectory(built.resolve("0123456789abcdef")), OLD);
        var folder = Files.createDirectory(built.resolve("fedcba9876543210"));
        var _ = TestBundle.make(folder, NEW);
        var _ = BundleFirmware.add(folder, TestBundle.firmware(folder));
        bundle = BootBundle.load(folder);
    }

    @Test
    void hasTheProcessorsThatItsNextBootIsGivenAtLeast() throws IOException {
        var whole = server(NEW);
        assertThat(expected(whole)).doesNotContain(measured(NEW, 1)).contains(measured(NEW, 2));
        var less = whole.with(whole.setup().resized(new GuestSize(1, 1024)));
        assertThat(expected(less)).contains(measured(NEW, 1), measured(NEW, 2));
    }

    @Test
    void liesOverTheImageThatItsDiskBeganWith() throws IOException {
        assertThat(expected(server(OLD)))
                .contains(measured(OLD, 2))
                .doesNotContain(measured(NEW, 2));
        var rebuilt =
                server(OLD).rebuilt(TestBundle.IMAGE, NEW.toHex(), Bytes32.ofNumber(9).toHex());
        assertThat(expected(rebuilt)).contains(measured(NEW, 2)).doesNotContain(measured(OLD, 2));
    }

    @Test
    void isNothingThatCouldBeProvenWhenThatImageIsGone() {
        assertThatThrownBy(() -> expected(server(Bytes32.ofNumber(103))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("not on this computer any more");
    }

    private List<Bytes> expected(ServerRecord server) throws IOException {
        return Judge.expected(() -> bundle, server).orElseThrow().measurements();
    }

    private Bytes measured(Bytes32 rootHash, int vcpus) throws IOException {
        return TestBundle.measured(
                TestBundle.FIRMWARE,
                bundle.kernel().sha256(),
                bundle.initramfs().sha256(),
                bundle.kernelCommandLine(bundle.image(TestBundle.IMAGE, rootHash).orElseThrow()),
                vcpus);
    }

    private static ServerRecord server(Bytes32 rootHash) {
        var usual = Samples.spec();
        var spec =
                new ServerSpec(
                        usual.name(),
                        new ComputeUnit(2, 2048, 8, 100, Tier.CONFIDENTIAL),
                        TestBundle.IMAGE,
                        usual.authorizedKeys(),
                        usual.firstBoot(),
                        usual.priceCap(),
                        usual.deposit(),
                        usual.mode());
        return new ServerRecord(
                "00112233445566aa",
                spec,
                Samples.NOW,
                rootHash.toHex(),
                Bytes32.ofNumber(2).toHex(),
                Bytes32.ofNumber(3).toHex(),
                Samples.SSH_KEY,
                Stage.STOPPED,
                null,
                Bytes32.ofNumber(4).toHex(),
                1,
                true,
                "127.0.0.1",
                2222,
                null,
                null,
                null);
    }
}
