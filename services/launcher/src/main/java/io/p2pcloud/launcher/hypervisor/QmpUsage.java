package io.p2pcloud.launcher.hypervisor;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// What QEMU and its process tell of a guest's use. QEMU counts no bytes of its user network.
final class QmpUsage {
    private static final Duration COMMAND = Duration.ofSeconds(5);

    private QmpUsage() {}

    /// @return empty when the guest does not run or does not answer
    static Optional<GuestUsage> of(@Nullable QmpClient connection, QemuProcess process) {
        var cpu = process.cpu();
        if (connection == null || cpu.isEmpty()) {
            return Optional.empty();
        }
        try {
            long read = 0;
            long written = 0;
            for (var disk : connection.execute("query-blockstats", Map.of(), COMMAND)) {
                read += disk.path("stats").path("rd_bytes").asLong(0);
                written += disk.path("stats").path("wr_bytes").asLong(0);
            }
            return Optional.of(
                    new GuestUsage(
                            cpu.get(),
                            OptionalLong.of(read),
                            OptionalLong.of(written),
                            OptionalLong.empty(),
                            OptionalLong.empty()));
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
