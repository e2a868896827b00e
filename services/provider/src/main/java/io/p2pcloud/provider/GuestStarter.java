package io.p2pcloud.provider;

import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.guest.GuestDisk;
import io.p2pcloud.guest.Image;
import io.p2pcloud.launcher.domain.BootFiles;
import io.p2pcloud.launcher.domain.ChannelName;
import io.p2pcloud.launcher.domain.Disk;
import io.p2pcloud.launcher.domain.LaunchPlan;
import io.p2pcloud.launcher.domain.PortForward;
import io.p2pcloud.launcher.domain.SnpLaunch;
import io.p2pcloud.launcher.hypervisor.Guest;
import io.p2pcloud.launcher.hypervisor.GuestState;
import io.p2pcloud.launcher.hypervisor.Hypervisor;
import io.p2pcloud.launcher.hypervisor.LaunchOutcome;
import io.p2pcloud.launcher.network.LoopbackPorts;
import io.p2pcloud.launcher.storage.Volume;
import io.p2pcloud.launcher.storage.VolumeOutcome;
import io.p2pcloud.launcher.storage.Volumes;
import io.p2pcloud.market.ComputeUnit;
import io.p2pcloud.protocol.Manifest;
import io.p2pcloud.protocol.v1.RefusalReason;
import io.p2pcloud.release.HostData;
import io.p2pcloud.release.Secp256k1Key;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Starts and removes the guests of leases on this host's hypervisor.
final class GuestStarter {
    private static final int PORT_TRIES = 5;

    private final Hypervisor hypervisor;
    private final Volumes volumes;
    private final GuestSupply supply;
    private final Units units;

    GuestStarter(Hypervisor hypervisor, Volumes volumes, GuestSupply supply, Units units) {
        this.hypervisor = hypervisor;
        this.volumes = volumes;
        this.supply = supply;
        this.units = units;
    }

    ChannelName keyChannel() {
        return ChannelName.KEY;
    }

    ChannelName lifeChannel() {
        return ChannelName.LIFE;
    }

    /// The image that a manifest asks for, if this host has exactly that one.
    Image image(Manifest manifest) throws Refusal, IOException {
        return supply.bundle()
                .image(manifest.imageId(), manifest.imageRootHash())
                .orElseThrow(() ->
                        new Refusal(
                                RefusalReason.REFUSAL_REASON_UNKNOWN_IMAGE,
                                "This provider does not have the image "
                                        + manifest.imageId()
                                        + " in the version that you ask for."));
    }

    /// Names the boot bundle that guests are started from.
    Bytes32 bundle() throws IOException {
        return supply.bundle().system();
    }

    /// Reserves the disk and starts the machine for its next boot.
    ///
    /// @param launchKey the key that the lease names
    /// @param size what the tenant gives this boot
    Guest start(HostedCase hosted, int boot, Secp256k1Key launchKey, GivenSize size)
            throws Refusal, IOException {
        var lease = hosted.lease();
        var snp =
                TierLaunch.of(
                        lease.tier(),
                        hypervisor.tiers(),
                        supply.confidentialFirmware(),
                        new HostData(lease.id().value(), boot, lease.version(), launchKey));
        var manifest =
                Manifest.parse(Bytes.ofHex(Objects.requireNonNull(hosted.state().manifest())));
        var image = image(manifest);
        var unit = size.of(units.of(hosted.lease()));
        var volume = volume(hosted, unit);
        hypervisor.find(hosted.guestName).ifPresent(this::removeQuietly);
        for (int tries = 1; ; tries++) {
            int port = LoopbackPorts.unused();
            hosted.journal("start", hosted.state().starting(boot, port));
            var plan = plan(hosted, boot, unit, image, volume, port, snp);
            switch (hypervisor.start(plan)) {
                case LaunchOutcome.Started(Guest guest) -> {
                    return guest;
                }
                case LaunchOutcome.Refused(var reason, String sentence) -> {
                    if (reason != LaunchOutcome.Reason.PORT_BUSY || tries == PORT_TRIES) {
                        throw new Refusal(
                                reason == LaunchOutcome.Reason.CONFIDENTIAL_UNAVAILABLE
                                        ? RefusalReason.REFUSAL_REASON_TIER_UNAVAILABLE
                                        : RefusalReason.REFUSAL_REASON_HOST_FAILED,
                                sentence);
                    }
                }
            }
        }
    }

    /// Ends the guest if it still runs; its disk stays.
    void remove(HostedCase hosted) {
        hosted.stopped();
        hypervisor.find(hosted.guestName).ifPresent(this::removeQuietly);
    }

    /// The lease's disk, if it has one yet.
    Optional<Volume> disk(HostedCase hosted) {
        return volumes.find(hosted.guestName);
    }

    /// Makes the lease's disk anew and empty.
    Volume emptyDisk(HostedCase hosted) throws Refusal, IOException {
        volumes.discard(hosted.guestName);
        return volume(hosted, units.of(hosted.lease()));
    }

    /// Deletes the lease's disk.
    void discard(HostedCase hosted) throws IOException {
        volumes.discard(hosted.guestName);
    }

    private void removeQuietly(Guest guest) {
        try {
            if (!(guest.state().get() instanceof GuestState.Stopped)) {
                guest.destroy();
            }
            hypervisor.forget(guest.plan().name());
        } catch (IOException e) {
            System.getLogger(GuestStarter.class.getName())
                    .log(System.Logger.Level.WARNING, "a guest could not be removed", e);
        }
    }

    private Volume volume(HostedCase hosted, ComputeUnit unit) throws Refusal {
        var existing = volumes.find(hosted.guestName);
        if (existing.isPresent()) {
            return existing.get();
        }
        return switch (volumes.create(hosted.guestName, unit.diskGib())) {
            case VolumeOutcome.Created(Volume volume) -> volume;
            case VolumeOutcome.Refused(_, String sentence) ->
                    throw new Refusal(RefusalReason.REFUSAL_REASON_NO_CAPACITY, sentence);
        };
    }

    private LaunchPlan plan(
            HostedCase hosted,
            int boot,
            ComputeUnit unit,
            Image image,
            Volume volume,
            int port,
            Optional<SnpLaunch> snp)
            throws IOException {
        var bundle = supply.bundle();
        return new LaunchPlan(
                hosted.guestName,
                hosted.lease().id().value().toHex(),
                boot,
                unit.vcpu(),
                unit.memoryMib(),
                new BootFiles(
                        bundle.kernel().path(),
                        bundle.initramfs().path(),
                        bundle.kernelCommandLine(image)),
                List.of(
                        Disk.readOnly(GuestDisk.BASE.serial(), image.base().file().path()),
                        Disk.readOnly(GuestDisk.MODULES.serial(), bundle.modules().file().path()),
                        Disk.writable(GuestDisk.DATA.serial(), volume.image())),
                List.of(ChannelName.KEY, ChannelName.LIFE),
                List.of(PortForward.ssh(port)),
                supply.accelerator(),
                unit.bandwidthMbps(),
                snp);
    }
}
