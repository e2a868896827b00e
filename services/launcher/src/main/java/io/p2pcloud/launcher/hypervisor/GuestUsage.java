package io.p2pcloud.launcher.hypervisor;

import io.p2pcloud.launcher.libvirt.DomainStats;
import java.time.Duration;
import java.util.OptionalLong;

/// What one boot of a guest used since its start, as its host counts: a claim of the provider's.
///
/// @param cpu processor time, the hypervisor's own included
/// @param diskRead bytes; empty when not counted
/// @param diskWritten bytes; empty when not counted
/// @param netReceived bytes that the guest received; empty when not counted
/// @param netSent bytes that the guest sent; empty when not counted
public record GuestUsage(
        Duration cpu,
        OptionalLong diskRead,
        OptionalLong diskWritten,
        OptionalLong netReceived,
        OptionalLong netSent) {
    /// libvirt counts what the host's side of the card received and sent.
    static GuestUsage of(DomainStats stats) {
        return new GuestUsage(
                Duration.ofNanos(stats.value("cpu.time").orElse(0)),
                stats.sum("block", "rd.bytes"),
                stats.sum("block", "wr.bytes"),
                stats.sum("net", "tx.bytes"),
                stats.sum("net", "rx.bytes"));
    }
}
