package io.p2pcloud.provider;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;

/// How this provider runs.
///
/// @param folder run folders and volumes of guests; the provider's alone
/// @param listen where the gRPC server listens
/// @param advertisedHost the host under which tenants reach this computer
/// @param region as it stands on chain, at most 31 bytes
/// @param confirmEvery how often the newest heartbeat is put on chain, at most the lease's period
/// @param pollEvery how often the chain is looked at
/// @param reserveMemoryMiB kept for the host itself
/// @param reserveDiskGiB kept for the host itself
public record HostSettings(
        Path folder,
        InetSocketAddress listen,
        String advertisedHost,
        String region,
        Duration confirmEvery,
        Duration pollEvery,
        int reserveMemoryMiB,
        int reserveDiskGiB) {}
