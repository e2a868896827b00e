package io.p2pcloud.launcher.domain;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Everything that decides how one boot of a lease's guest is started; made from the lease, the
/// host's profile and the boot bundle, and carried out by a hypervisor.
///
/// @param name the guest's name on this host
/// @param lease the lease's whole id as text, `0x` and 64 hexadecimal digits, for those who later
///   find the guest running
/// @param boot the number of this boot of the lease, from 1
/// @param vcpus virtual processors, 1 to 64
/// @param memoryMiB the guest's memory, 64 MiB to 1 TiB
/// @param bootFiles what it boots
/// @param disks at most 8, with different serials; at most one image is writable
/// @param channels at most 8 different virtio-serial ports, each a unix socket on the host
/// @param forwards at most 16, with different host ports
/// @param accelerator what a probe found to work on this host
/// @param bandwidthMbps Mbit/s in each direction that the guest may use, 1 to 100000; only a host
///   with a bridge can hold it to that
/// @param snp present when the chip is to hide the guest's memory from the host; such a guest is
///   started so or not at all
public record LaunchPlan(
        GuestName name,
        String lease,
        int boot,
        int vcpus,
        int memoryMiB,
        BootFiles bootFiles,
        List<Disk> disks,
        List<ChannelName> channels,
        List<PortForward> forwards,
        Accelerator accelerator,
        int bandwidthMbps,
        Optional<SnpLaunch> snp) {
    private static final int MAX_VCPUS = 64;
    private static final int MIN_MEMORY_MIB = 64;
    private static final int MAX_MEMORY_MIB = 1 << 20;
    private static final int MAX_DEVICES = 8;
    private static final int MAX_FORWARDS = 16;
    private static final int MAX_MBPS = 100_000;

    public LaunchPlan {
        disks = List.copyOf(disks);
        channels = List.copyOf(channels);
        forwards = List.copyOf(forwards);
        require(lease.matches("0x[0-9a-f]{64}"), "the lease's id is 0x and 64 digits");
        require(boot >= 1, "boots count from 1");
        require(vcpus >= 1 && vcpus <= MAX_VCPUS, "1 to 64 processors");
        require(
                memoryMiB >= MIN_MEMORY_MIB && memoryMiB <= MAX_MEMORY_MIB,
                "64 MiB to 1 TiB of memory");
        require(disks.size() <= MAX_DEVICES, "at most 8 disks");
        require(channels.size() <= MAX_DEVICES, "at most 8 channels");
        require(forwards.size() <= MAX_FORWARDS, "at most 16 forwards");
        require(bandwidthMbps >= 1 && bandwidthMbps <= MAX_MBPS, "1 to 100000 Mbit/s");
        require(
                snp.isEmpty() || accelerator == Accelerator.KVM,
                "the chip hides the memory of guests under KVM only");
        require(distinct(disks.stream(), Disk::serial), "two disks have one serial");
        require(distinct(disks.stream(), Disk::image), "one image is two disks");
        require(
                disks.stream().filter(d -> d.access() == Disk.Access.READ_WRITE).count() <= 1,
                "only the data disk is writable");
        require(distinct(channels.stream(), Function.identity()), "a channel is named twice");
        require(
                distinct(forwards.stream(), PortForward::hostPort),
                "two forwards share a port of the host");
    }

    /// The loopback port that leads to the guest's SSH server.
    public OptionalInt sshPort() {
        return forwards.stream()
                .filter(forward -> forward.guestPort() == PortForward.SSH)
                .mapToInt(PortForward::hostPort)
                .findFirst();
    }

    private static <T, K> boolean distinct(Stream<T> items, Function<T, K> key) {
        var keys = items.map(key).collect(Collectors.toList());
        return new HashSet<>(keys).size() == keys.size();
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException("not a launch plan: " + rule);
        }
    }
}
