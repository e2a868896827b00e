package io.p2pcloud.launcher.hypervisor;

import io.p2pcloud.launcher.domain.Accelerator;
import io.p2pcloud.launcher.domain.Disk;
import io.p2pcloud.launcher.domain.LaunchPlan;
import io.p2pcloud.launcher.hypervisor.LaunchOutcome.Reason;
import io.p2pcloud.launcher.hypervisor.LaunchOutcome.Refused;
import io.p2pcloud.launcher.network.LoopbackPorts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/// What can be seen to be wrong before QEMU is started, so that the sentence is ours.
final class Preflight {
    private static final Path KVM = Path.of("/dev/kvm");

    private Preflight() {}

    static Optional<Refused> obstacle(Path qemu, LaunchPlan plan, RunFolder folder) {
        return confidential(plan)
                .or(() -> qemuMissing(qemu))
                .or(() -> fileMissing(plan))
                .or(() -> pathTooLong(plan, folder))
                .or(() -> kvmMissing(plan))
                .or(() -> portBusy(plan));
    }

    private static Optional<Refused> confidential(LaunchPlan plan) {
        return plan.snp().isEmpty()
                ? Optional.empty()
                : refused(
                        Reason.CONFIDENTIAL_UNAVAILABLE,
                        "A confidential server is started through libvirt only: set the provider's"
                                + " hypervisor to qemu:///system on a host with SEV-SNP.");
    }

    private static Optional<Refused> qemuMissing(Path qemu) {
        return Files.isExecutable(qemu)
                ? Optional.empty()
                : refused(
                        Reason.QEMU_MISSING,
                        "QEMU is not at %s: install the package qemu-system-x86.".formatted(qemu));
    }

    static Optional<Refused> fileMissing(LaunchPlan plan) {
        var files = plan.bootFiles();
        return Stream.concat(
                        Stream.of(files.kernel(), files.initramfs()),
                        plan.disks().stream().map(Disk::image))
                .filter(file -> !Files.isReadable(file))
                .findFirst()
                .flatMap(file ->
                        refused(
                                Reason.FILE_MISSING,
                                "%s cannot be read, and the server needs it.".formatted(file)));
    }

    private static Optional<Refused> pathTooLong(LaunchPlan plan, RunFolder folder) {
        return folder.tooLong(plan)
                .flatMap(socket ->
                        refused(
                                Reason.PATH_TOO_LONG,
                                ("The path %s is longer than the %d bytes that a socket may"
                                                + " have: use a data folder with a shorter path.")
                                        .formatted(socket, RunFolder.MAX_SOCKET_PATH_BYTES)));
    }

    static Optional<Refused> kvmMissing(LaunchPlan plan) {
        return plan.accelerator() == Accelerator.TCG
                        || (Files.isReadable(KVM) && Files.isWritable(KVM))
                ? Optional.empty()
                : refused(
                        Reason.ACCELERATOR_UNAVAILABLE,
                        "/dev/kvm cannot be opened: add your user to the group kvm and log in again.");
    }

    static Optional<Refused> portBusy(LaunchPlan plan) {
        return plan.forwards().stream()
                .filter(forward -> !LoopbackPorts.isFree(forward.hostPort()))
                .findFirst()
                .map(forward -> QemuFailure.busyPort(forward.hostPort()));
    }

    private static Optional<Refused> refused(Reason reason, String sentence) {
        return Optional.of(new Refused(reason, sentence));
    }
}
