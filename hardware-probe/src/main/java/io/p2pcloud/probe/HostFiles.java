package io.p2pcloud.probe;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// Reads /proc, /sys and /dev below a root, which in tests is a recorded tree.
final class HostFiles {
    private static final long MEMORY_ENCRYPTION_LEAF = 0x8000_001fL;
    private static final int CPUID_BYTES = 16;

    private final Path root;

    HostFiles(Path root) {
        this.root = root;
    }

    /// A file's text without white space at its ends; empty when it cannot be read.
    Optional<String> text(String path) {
        try {
            var bytes = Files.readAllBytes(root.resolve(path));
            return Optional.of(new String(bytes, StandardCharsets.UTF_8).strip());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    boolean exists(String path) {
        return Files.exists(root.resolve(path));
    }

    KvmRules.Device kvm() {
        var device = root.resolve("dev/kvm");
        if (!Files.exists(device)) {
            return KvmRules.Device.MISSING;
        }
        try (var _ = FileChannel.open(device, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return KvmRules.Device.OPENS;
        } catch (IOException e) {
            return KvmRules.Device.CLOSED;
        }
    }

    /// The parameters of kvm_amd that speak of SEV; empty when the module is not there.
    Optional<Map<String, String>> kvmAmd() {
        if (!exists("sys/module/kvm_amd")) {
            return Optional.empty();
        }
        var parameters = new HashMap<String, String>();
        for (var feature : SevFeature.values()) {
            text("sys/module/kvm_amd/parameters/" + feature.flag())
                    .ifPresent(value -> parameters.put(feature.flag(), value));
        }
        return Optional.of(Map.copyOf(parameters));
    }

    /// EAX of CPUID Fn8000_001F of the first processor. The position in the device is the leaf, and
    /// four registers are read at once (cpuid(4)); the device needs its module and root.
    OptionalInt memoryEncryption() {
        var registers = ByteBuffer.allocate(CPUID_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        try (var device =
                FileChannel.open(root.resolve("dev/cpu/0/cpuid"), StandardOpenOption.READ)) {
            return device.read(registers, MEMORY_ENCRYPTION_LEAF) == CPUID_BYTES
                    ? OptionalInt.of(registers.getInt(0))
                    : OptionalInt.empty();
        } catch (IOException e) {
            return OptionalInt.empty();
        }
    }

    /// A line of /proc/meminfo, in KiB.
    OptionalLong memoryKiB(String name) {
        return text("proc/meminfo").stream()
                .flatMap(String::lines)
                .filter(line -> line.startsWith(name + ":"))
                .flatMap(line -> Stream.of(line.replaceAll("\\D", "")))
                .filter(digits -> !digits.isEmpty() && digits.length() < 18)
                .mapToLong(Long::parseLong)
                .findFirst();
    }
}
