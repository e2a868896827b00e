package io.p2pcloud.launcher.libvirt;

import io.p2pcloud.common.Bytes32;
import io.p2pcloud.launcher.domain.Accelerator;
import io.p2pcloud.launcher.domain.BootFiles;
import io.p2pcloud.launcher.domain.ChannelName;
import io.p2pcloud.launcher.domain.Disk;
import io.p2pcloud.launcher.domain.GuestName;
import io.p2pcloud.launcher.domain.LaunchPlan;
import io.p2pcloud.launcher.domain.PortForward;
import io.p2pcloud.launcher.domain.SnpLaunch;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Launch plans to write down.
final class Plans {
    static final Attachment.Bridged BRIDGED =
            new Attachment.Bridged(
                    "p2pcloud", "p2pcloud-guest", "p2pg5", "52:54:00:d5:00:05", "10.213.0.5");

    private Plans() {}

    static LaunchPlan plain(Accelerator accelerator) {
        return plan(accelerator, "console=ttyS0 root=\"a & b\" <c>", Path.of("/v/data.raw"));
    }

    static LaunchPlan confidential() {
        var plan = plain(Accelerator.KVM);
        return new LaunchPlan(
                plan.name(),
                plan.lease(),
                plan.boot(),
                plan.vcpus(),
                plan.memoryMiB(),
                plan.bootFiles(),
                plan.disks(),
                plan.channels(),
                plan.forwards(),
                plan.accelerator(),
                plan.bandwidthMbps(),
                Optional.of(
                        SnpLaunch.of(
                                Path.of("/b/OVMF.amdsev.fd"),
                                Bytes32.ofHex("0x" + "00ff".repeat(16)))));
    }

    static LaunchPlan plan(Accelerator accelerator, String commandLine, Path data) {
        return new LaunchPlan(
                new GuestName("lease-0123456789abcdef"),
                "0x" + "0123456789abcdef".repeat(4),
                3,
                2,
                1024,
                new BootFiles(Path.of("/b/vmlinuz"), Path.of("/b/initramfs"), commandLine),
                List.of(Disk.readOnly("base", Path.of("/b/base.raw")), Disk.writable("data", data)),
                List.of(ChannelName.KEY, ChannelName.LIFE),
                List.of(PortForward.ssh(40_022)),
                accelerator,
                100,
                Optional.empty());
    }
}
