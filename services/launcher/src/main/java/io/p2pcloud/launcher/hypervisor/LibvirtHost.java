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
    private static final int ROOT = 0;

    /// The guests of the host's own libvirt run as the user of this program when that is not root,
    /// so that they reach his files and nobody else's; else as libvirt's own user.
    static LibvirtHost of(LibvirtUri uri) throws IOException {
        Optional<String> runAs =
                uri.kind() == DomainHost.Kind.SYSTEM && uri.isLocal() && own("uid") != ROOT
                        ? Optional.of("+%d:+%d".formatted(own("uid"), own("gid")))
                        : Optional.empty();
        return new LibvirtHost(
                new DomainHost(uri.kind(), runAs, new Attachment.UserNetwork()), uri.isLocal());
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

    private static int own(String id) throws IOException {
        return (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:" + id);
    }
}
