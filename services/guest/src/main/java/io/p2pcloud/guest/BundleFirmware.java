package io.p2pcloud.guest;

import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/// Puts the firmware of confidential machines into a bundle: the file, its digest in `bundle.json`,
/// and the launch measurement of each image and number of vCPUs, so that anyone can compare them
/// with those of his own bundle. The program itself computes them anew for each launch.
public final class BundleFirmware {
    static final String FILE = "OVMF.amdsev.fd";

    private BundleFirmware() {}

    /// Measures the firmware that the bundle was built with.
    ///
    /// @see #add
    public static Map<String, Map<Integer, Bytes>> measure(Path folder) throws IOException {
        var own = BootBundle.load(folder).firmware();
        if (own.isEmpty()) {
            throw new IOException(
                    "The boot bundle in "
                            + folder
                            + " has no firmware of confidential machines. Build it with ./run"
                            + " --firmware --build, or name a file.");
        }
        return add(folder, own.get().path());
    }

    /// @param folder of the bundle
    /// @param ovmf an OVMF that takes the hashes of kernel, initramfs and command line into the
    ///   launch measurement (edk2's AmdSev build)
    /// @return the launch measurements by image and vCPUs
    /// @throws IOException with one sentence for the user when the bundle or the firmware is of no
    ///   use; the bundle is as before then
    public static Map<String, Map<Integer, Bytes>> add(Path folder, Path ovmf) throws IOException {
        var bundle = BootBundle.load(folder);
        if (!Files.isRegularFile(ovmf) || Files.size(ovmf) > ConfidentialBoot.MAX_FIRMWARE) {
            throw new IOException(ovmf + " is no firmware: it is missing or larger than 16 MiB.");
        }
        var firmware = Bytes.of(Files.readAllBytes(ovmf));
        var measurements = new LinkedHashMap<String, Map<Integer, Bytes>>();
        for (var image : bundle.images()) {
            var each = new LinkedHashMap<Integer, Bytes>();
            for (int vcpus = 1; vcpus <= ConfidentialBoot.MAX_VCPUS; vcpus++) {
                each.put(vcpus, ConfidentialBoot.measure(bundle, image, firmware, vcpus));
            }
            measurements.put(image.id(), each);
        }
        var index = bundle.folder().resolve(BundleReader.INDEX);
        if (!(Json.parse(Files.readAllBytes(index)) instanceof ObjectNode json)) {
            throw new IOException(index + " is no bundle's index; build it anew");
        }
        var entry = json.putObject("firmware");
        entry.put("file", FILE);
        entry.put("size", firmware.size());
        entry.put("sha256", sha256(firmware).toHex());
        var list = json.putObject("measurements");
        measurements.forEach((image, digests) -> {
            var member = list.putObject(image);
            digests.forEach((vcpus, digest) -> member.put(vcpus.toString(), digest.toHex()));
        });
        replace(bundle.folder().resolve(FILE), firmware.toArray());
        replace(index, Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(json));
        return measurements;
    }

    private static void replace(Path file, byte[] content) throws IOException {
        var fresh = Files.createTempFile(file.getParent(), ".new", ".tmp");
        try {
            Files.write(fresh, content);
            Files.move(
                    fresh,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private static Bytes sha256(Bytes bytes) {
        try {
            return Bytes.of(MessageDigest.getInstance("SHA-256").digest(bytes.toArray()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
