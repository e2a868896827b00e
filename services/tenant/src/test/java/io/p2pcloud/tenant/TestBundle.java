package io.p2pcloud.tenant;

import io.p2pcloud.attestation.measurement.DirectBoot;
import io.p2pcloud.attestation.measurement.LaunchInputs;
import io.p2pcloud.attestation.measurement.LaunchMeasurement;
import io.p2pcloud.attestation.measurement.MeasurementOutcome.Measured;
import io.p2pcloud.attestation.measurement.SyntheticFirmware;
import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.common.Json;
import io.p2pcloud.guest.BootBundle;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import tools.jackson.databind.node.ObjectNode;

/// A bundle whose files are small and no system, yet listed, checked and measured as any other.
public final class TestBundle {
    public static final String IMAGE = "debian-13";
    static final Bytes FIRMWARE = SyntheticFirmware.complete(64 << 10).image();

    static final Bytes32 ROOT_HASH = Bytes32.ofNumber(13);

    private TestBundle() {}

    public static BootBundle make(Path folder) throws IOException {
        return make(folder, ROOT_HASH);
    }

    /// @param rootHash of its image
    static BootBundle make(Path folder, Bytes32 rootHash) throws IOException {
        var json = Json.mapper().createObjectNode();
        json.put("format", 1);
        json.put("kernelRelease", "6.12.0-test");
        file(folder, json.putObject("kernel"), "vmlinuz");
        file(folder, json.putObject("initramfs"), "initramfs.img");
        verity(folder, json.putObject("modules"), "modules.img", Bytes32.ofNumber(11));
        var image = json.putArray("images").addObject();
        image.put("id", IMAGE).put("title", "Debian 13");
        verity(folder, image, IMAGE + ".img", rootHash);
        Files.writeString(folder.resolve("bundle.json"), Json.writePretty(json));
        return BootBundle.load(folder);
    }

    public static Path firmware(Path folder) throws IOException {
        return Files.write(folder.resolve("ovmf.fd"), FIRMWARE.toArray());
    }

    /// What a chip measures when a host starts these files.
    public static Bytes measured(
            Bytes firmware, Bytes32 kernel, Bytes32 initramfs, String commandLine, int vcpus) {
        var boot = DirectBoot.of(kernel, initramfs, commandLine);
        return ((Measured) LaunchMeasurement.of(LaunchInputs.snp(firmware, boot, vcpus))).digest();
    }

    private static void verity(Path folder, ObjectNode entry, String name, Bytes32 rootHash)
            throws IOException {
        file(folder, entry, name);
        entry.put("rootHash", rootHash.toHex());
        entry.put("salt", Bytes32.ofNumber(9).toHex());
        entry.put("blocks", 1);
    }

    private static void file(Path folder, ObjectNode entry, String name) throws IOException {
        var content = Arrays.copyOf(name.getBytes(StandardCharsets.US_ASCII), 8192);
        Files.write(folder.resolve(name), content);
        entry.put("file", name);
        entry.put("size", content.length);
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(content);
            entry.put("sha256", Bytes32.of(digest).toHex());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
