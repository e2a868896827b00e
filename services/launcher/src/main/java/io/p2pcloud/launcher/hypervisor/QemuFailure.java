package io.p2pcloud.launcher.hypervisor;

import io.p2pcloud.launcher.domain.LaunchPlan;
import io.p2pcloud.launcher.hypervisor.LaunchOutcome.Reason;
import io.p2pcloud.launcher.hypervisor.LaunchOutcome.Refused;
import java.util.regex.Pattern;

/// Turns what QEMU said when it gave up into a reason and a sentence. The texts are those of QEMU
/// 7.2 and 10.0 in English.
final class QemuFailure {
    private static final Pattern BUSY_PORT =
            Pattern.compile("Could not set up host forwarding rule '[^']*:(\\d+)-");
    private static final Pattern LOCKED_IMAGE =
            Pattern.compile("Failed to get (shared )?\"\\w+\" lock");
    private static final Pattern NO_MEMORY =
            Pattern.compile("cannot set up guest memory|Cannot allocate memory");
    private static final Pattern NO_KVM =
            Pattern.compile(
                    "(?i)kvm[^\\n]*(permission denied|no such file|failed)|failed[^\\n]*kvm");
    private static final int SHOWN = 300;

    private QemuFailure() {}

    static Refused explain(String said, LaunchPlan plan) {
        var busy = BUSY_PORT.matcher(said);
        if (busy.find()) {
            return busyPort(Integer.parseInt(busy.group(1)));
        }
        if (LOCKED_IMAGE.matcher(said).find()) {
            return new Refused(
                    Reason.DISK_IN_USE,
                    "A disk of %s is in use by another machine on this computer: stop that one first."
                            .formatted(plan.name()));
        }
        if (NO_MEMORY.matcher(said).find()) {
            return new Refused(
                    Reason.NOT_ENOUGH_MEMORY,
                    "This computer has not enough free memory for a server of %d MiB: close programs or"
                                    .formatted(plan.memoryMiB())
                            + " choose a smaller size.");
        }
        if (NO_KVM.matcher(said).find()) {
            return new Refused(
                    Reason.ACCELERATOR_UNAVAILABLE,
                    "QEMU could not use /dev/kvm: add your user to the group kvm and log in again.");
        }
        return new Refused(
                Reason.QEMU_REJECTED, "QEMU could not start the server: " + lastLine(said));
    }

    static Refused busyPort(int port) {
        return new Refused(
                Reason.PORT_BUSY,
                ("Port %d of this computer is used by another program: stop that program or start the"
                                + " server on another port.")
                        .formatted(port));
    }

    private static String lastLine(String said) {
        var last = said.lines().reduce("", (_, line) -> line).strip();
        if (last.isEmpty()) {
            return "it ended without a word.";
        }
        return last.substring(0, Math.min(last.length(), SHOWN));
    }
}
