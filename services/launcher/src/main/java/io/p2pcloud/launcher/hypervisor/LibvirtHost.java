package io.p2pcloud.launcher.hypervisor;

import io.p2pcloud.common.Tier;
import io.p2pcloud.launcher.domain.Disk;
import io.p2pcloud.launcher.domain.LaunchPlan;
import io.p2pcloud.launcher.hypervisor.LaunchOutcome.Reason;
import io.p2pcloud.launcher.hypervisor.LaunchOutcome.Refused;
import io.p2pcloud.launcher.libvirt.Attachment;
import io.p2pcloud.launcher.libvirt.DomainHost;
import io.p2pcloud.launcher.libvirt.LibvirtUri;
import java.io.IOException;
import java.lang.System.Logger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// What must be known of a libvirt host before a guest is started on it.
///
/// @param local whether its files are this computer's
record LibvirtHost(DomainHost domainHost, boolean local) {
    private static final Logger LOG = System.getLogger(LibvirtHost.class.getName());
    private static final int ROOT = 0;
    private static final int SYS_RESOURCE = 24;

    /// The guests of the host's own libvirt run as the user of this program when that is not root,
    /// so that they reach his files and nobody else's; else as libvirt's own user.
    static LibvirtHost of(LibvirtUri uri) throws IOException {
        var kind = uri.kind();
        if (kind == DomainHost.Kind.SYSTEM && uri.isLocal() && isConfined()) {
            kind = DomainHost.Kind.CONFINED_SYSTEM;
        }
        Optional<String> runAs =
                kind != DomainHost.Kind.SESSION && uri.isLocal() && own("uid") != ROOT
                        ? Optional.of("+%d:+%d".formatted(own("uid"), own("gid")))
                        : Optional.empty();
        return new LibvirtHost(
                new DomainHost(kind, runAs, new Attachment.UserNetwork()), uri.isLocal());
    }

    /// The same host for a guest that is attached so.
    DomainHost domainHost(Attachment attachment) {
        return new DomainHost(domainHost.kind(), domainHost.runAs(), attachment);
    }

    /// What can be seen to be wrong before libvirt is asked, so that the sentence is ours.
    Optional<Refused> obstacle(LaunchPlan plan, Set<Tier> tiers) {
        if (plan.snp().isPresent() && !tiers.contains(Tier.CONFIDENTIAL)) {
            return Optional.of(
                    new Refused(
                            Reason.CONFIDENTIAL_UNAVAILABLE,
                            "This host's libvirt offers no SEV-SNP, so it starts no confidential"
                                    + " server."));
        }
        if (!local) {
            return Optional.empty();
        }
        return Preflight.fileMissing(plan)
                .or(() -> Preflight.portBusy(plan))
                .or(() -> unreachable(plan));
    }

    /// libvirt's own user opens the files, and must be let through the folders above them.
    private Optional<Refused> unreachable(LaunchPlan plan) {
        if (domainHost.kind() == DomainHost.Kind.SESSION || domainHost.runAs().isPresent()) {
            return Optional.empty();
        }
        var boot = plan.bootFiles();
        return Stream.concat(
                        Stream.of(boot.kernel(), boot.initramfs()),
                        plan.disks().stream().map(Disk::image))
                .flatMap(file ->
                        Stream.iterate(file.getParent(), folder -> folder != null, Path::getParent))
                .filter(folder -> !opens(folder, PosixFilePermission.OTHERS_EXECUTE))
                .findFirst()
                .or(() ->
                        plan.disks().stream()
                                .filter(disk -> disk.access() == Disk.Access.READ_ONLY)
                                .map(Disk::image)
                                .filter(image -> !opens(image, PosixFilePermission.OTHERS_READ))
                                .findFirst())
                .map(path ->
                        new Refused(
                                Reason.FILE_MISSING,
                                ("libvirt's user cannot reach %s: run the provider as a user of his"
                                                + " own who is in the group libvirt, or put the data"
                                                + " folder and the cache (P2PCLOUD_HOME,"
                                                + " P2PCLOUD_CACHE) where every user may pass, such"
                                                + " as /var/lib/p2pcloud.")
                                        .formatted(path)));
    }

    private static boolean opens(Path path, PosixFilePermission permission) {
        try {
            return Files.getPosixFilePermissions(path).contains(permission);
        } catch (IOException e) {
            return false;
        }
    }

    /// Whether no process here can have CAP_SYS_RESOURCE (capabilities(7), bounding set).
    private static boolean isConfined() throws IOException {
        try (var status = Files.lines(Path.of("/proc/self/status"))) {
            var bounding =
                    status.filter(line -> line.startsWith("CapBnd:"))
                            .map(line -> line.substring(line.indexOf(':') + 1).strip())
                            .findFirst()
                            .orElseThrow(() -> new IOException("/proc/self/status has no CapBnd"));
            boolean may = ((Long.parseUnsignedLong(bounding, 16) >>> SYS_RESOURCE) & 1) == 1;
            if (!may) {
                LOG.log(
                        Logger.Level.WARNING,
                        "this is a container without CAP_SYS_RESOURCE: QEMU's memory has no limit"
                                + " but the container's");
            }
            return !may;
        }
    }

    private static int own(String id) throws IOException {
        return (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:" + id);
    }
}
