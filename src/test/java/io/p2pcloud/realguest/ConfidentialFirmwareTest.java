package io.p2pcloud.realguest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.p2pcloud.attestation.measurement.DirectBoot;
import io.p2pcloud.attestation.measurement.LaunchInputs;
import io.p2pcloud.attestation.measurement.LaunchMeasurement;
import io.p2pcloud.attestation.measurement.MeasurementOutcome.Measured;
import io.p2pcloud.common.Bytes;
import io.p2pcloud.guest.BootBundle;
import io.p2pcloud.journey.RequiredTools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The firmware that was built, in a machine: it starts what was measured, and nothing else in the
/// world.
@Tag("long")
class ConfidentialFirmwareTest {
    private static final String ENDED =
            "The measured kernel did not start, and nothing else may: powering off.";

    /// The agent's first word.
    private static final String AGENT = "p2pcloud ";

    private static final long LONG = 240;

    private static Path firmware;
    private static BootBundle bundle;
    private static String commandLine;

    /// Twice what the measured kernel took to its agent's first word.
    private static long patience;

    @TempDir private Path folder;

    @BeforeAll
    static void startsTheKernelThatWasMeasured(@TempDir Path own) throws Exception {
        bundle = RequiredTools.bundle();
        var built = System.getenv("P2PCLOUD_FIRMWARE");
        assumeTrue(built != null, "P2PCLOUD_FIRMWARE names no firmware (./test --long builds it)");
        firmware = Path.of(built);
        commandLine = bundle.kernelCommandLine(bundle.images().getFirst());
        long begun = System.nanoTime();
        var end = machine(own).boots(kernel(), initramfs(), commandLine).run(LONG, AGENT);
        assertThat(end.console()).contains(AGENT).doesNotContain(ENDED);
        patience = 2 * TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun) + 2;
    }

    @Test
    void isMeasuredByOurOwnCode() throws IOException {
        var image = Bytes.of(Files.readAllBytes(firmware));
        var boot =
                DirectBoot.of(bundle.kernel().sha256(), bundle.initramfs().sha256(), commandLine);
        for (int vcpus : new int[] {1, 2, 64}) {
            assertThat(LaunchMeasurement.of(LaunchInputs.snp(image, boot, vcpus)))
                    .isInstanceOf(Measured.class);
        }
    }

    @Test
    void haltsAtAnotherKernelInitramfsOrCommandLine() throws Exception {
        var other = Files.write(folder.resolve("other"), changed(Files.readAllBytes(kernel())));
        var otherInitramfs =
                Files.write(folder.resolve("initramfs"), changed(Files.readAllBytes(initramfs())));
        assertHalted(machine(folder).boots(other, initramfs(), commandLine));
        assertHalted(machine(folder).boots(kernel(), otherInitramfs, commandLine));
        assertHalted(machine(folder).boots(kernel(), initramfs(), commandLine + " init=/bin/sh"));
    }

    /// A shim would run before the kernel, in its place if it liked; its hash is in no table.
    @Test
    void haltsAtAProgramBesideTheMeasuredFiles() throws Exception {
        assertHalted(
                machine(folder)
                        .boots(kernel(), initramfs(), commandLine)
                        .with("-fw_cfg", "name=etc/boot/shim,file=" + kernel()));
    }

    @Test
    void powersOffWhereNothingWasMeasured() throws Exception {
        var bare = new FirmwareMachine(folder, firmware);
        assertPoweredOff(bare.boots(kernel(), initramfs(), commandLine));
    }

    /// Removable media as every other firmware would start it, and no kernel from QEMU.
    @Test
    void startsNoDisk() throws Exception {
        var boot = Files.createDirectories(folder.resolve("disk/EFI/BOOT"));
        Files.copy(kernel(), boot.resolve("BOOTX64.EFI"));
        var disk = "if=none,id=d,format=raw,file=fat:rw:" + folder.resolve("disk");
        var machine =
                new FirmwareMachine(folder, firmware)
                        .with("-drive", disk)
                        .with("-device", "virtio-blk-pci,drive=d,bootindex=0");
        assertPoweredOff(machine);
    }

    /// A machine in which the bundle's files were measured.
    private static FirmwareMachine machine(Path folder) throws IOException {
        return new FirmwareMachine(folder, firmware).expects(kernel(), initramfs(), commandLine);
    }

    private static void assertPoweredOff(FirmwareMachine machine) throws Exception {
        var end = machine.run(LONG, AGENT);
        assertThat(end.console()).contains(ENDED);
        assertThat(end.exit()).hasValue(0);
    }

    /// It neither starts anything nor ends: its checker stops the processor for good.
    private static void assertHalted(FirmwareMachine machine) throws Exception {
        var end = machine.run(patience, AGENT);
        assertThat(end.console()).doesNotContain(AGENT).doesNotContain(ENDED);
        assertThat(end.exit()).isEmpty();
    }

    private static Path kernel() {
        return bundle.kernel().path();
    }

    private static Path initramfs() {
        return bundle.initramfs().path();
    }

    private static byte[] changed(byte[] content) {
        content[content.length / 2] ^= 1;
        return content;
    }
}
