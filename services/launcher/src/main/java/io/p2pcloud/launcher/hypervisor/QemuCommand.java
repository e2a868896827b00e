package io.p2pcloud.launcher.hypervisor;

import io.p2pcloud.common.Json;
import io.p2pcloud.launcher.domain.Disk;
import io.p2pcloud.launcher.domain.LaunchPlan;
import io.p2pcloud.launcher.network.UserNetdev;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// QEMU's arguments for a launch plan: a pure function, the same for the same plan and folder.
final class QemuCommand {
    /// Forbids QEMU to start programs, to gain rights and to change its own scheduling, should a
    /// guest ever take it over (QEMU manual, -sandbox).
    static final String SANDBOX =
            "on,obsolete=deny,elevateprivileges=deny,spawn=deny,resourcecontrol=deny";

    private final List<String> arguments = new ArrayList<>();

    private QemuCommand() {}

    static List<String> arguments(LaunchPlan plan, RunFolder folder) {
        var command = new QemuCommand();
        command.machine(plan);
        command.boot(plan);
        command.disks(plan.disks());
        command.channels(plan, folder);
        command.network(plan);
        command.control(folder);
        return List.copyOf(command.arguments);
    }

    /// The argument by which a process is known as the QEMU of this run folder and no other.
    static String identity(RunFolder folder) {
        return "unix:" + escaped(folder.qmpSocket()) + ",server=on,wait=off";
    }

    private void machine(LaunchPlan plan) {
        add("-name", "guest=" + plan.name());
        add("-machine", "q35,vmport=off");
        switch (plan.accelerator()) {
            case KVM -> add("-accel", "kvm", "-cpu", "host");
            // Every vCPU gets a thread; "max" has the AES and SHA instructions disk and SSH need.
            case TCG -> add("-accel", "tcg,thread=multi", "-cpu", "max");
        }
        add("-smp", "%1$d,sockets=1,cores=%1$d,threads=1".formatted(plan.vcpus()));
        add("-m", plan.memoryMiB() + "M");
        add("-no-user-config", "-nodefaults", "-display", "none", "-rtc", "base=utc");
        // A reboot ends the guest: each boot is a launch of its own, with its own key release.
        add("-no-reboot");
        add("-object", "rng-random,id=rng0,filename=/dev/urandom");
        add("-device", "virtio-rng-pci,rng=rng0");
    }

    private void boot(LaunchPlan plan) {
        add("-kernel", plan.bootFiles().kernel().toString());
        add("-initrd", plan.bootFiles().initramfs().toString());
        add("-append", plan.bootFiles().commandLine());
    }

    private void disks(List<Disk> disks) {
        for (int i = 0; i < disks.size(); i++) {
            var disk = disks.get(i);
            boolean readOnly = disk.access() == Disk.Access.READ_ONLY;
            add("-blockdev", Json.write(blockNode("disk" + i, disk.image(), readOnly)));
            add("-device", "virtio-blk-pci,drive=disk%d,serial=%s".formatted(i, disk.serial()));
        }
    }

    /// Freed blocks go back to the host, on the format's node and on the file's.
    private static Map<String, Object> blockNode(String name, Path image, boolean readOnly) {
        var file = new LinkedHashMap<String, Object>();
        file.put("driver", "file");
        file.put("filename", image.toString());
        file.put("read-only", readOnly);
        file.put("discard", "unmap");
        var node = new LinkedHashMap<String, Object>();
        node.put("driver", "raw");
        node.put("node-name", name);
        node.put("read-only", readOnly);
        node.put("discard", "unmap");
        node.put("file", file);
        return node;
    }

    private void channels(LaunchPlan plan, RunFolder folder) {
        if (plan.channels().isEmpty()) {
            return;
        }
        add("-device", "virtio-serial-pci,id=ports");
        for (int i = 0; i < plan.channels().size(); i++) {
            var channel = plan.channels().get(i);
            add(
                    "-chardev",
                    "socket,id=channel%d,path=%s,server=on,wait=off"
                            .formatted(i, escaped(folder.socket(channel))));
            // Port 0 of a virtio-serial bus is reserved for a console.
            add(
                    "-device",
                    "virtserialport,bus=ports.0,nr=%d,chardev=channel%d,name=%s"
                            .formatted(i + 1, i, channel));
        }
    }

    private void network(LaunchPlan plan) {
        add("-netdev", UserNetdev.of(plan.forwards()));
        // No boot ROM: the guest never boots from the network.
        add("-device", "virtio-net-pci,netdev=net0,romfile=");
    }

    private void control(RunFolder folder) {
        add("-chardev", "file,id=serial0,append=on,path=" + escaped(folder.serialLog()));
        add("-serial", "chardev:serial0");
        // Held until the control connection stands, so that no event is missed.
        add("-S", "-qmp", identity(folder));
        add("-sandbox", SANDBOX);
    }

    /// QEMU ends an option's value at a comma, and reads two as one (QEMU manual, "Invocation").
    private static String escaped(Path path) {
        return path.toString().replace(",", ",,");
    }

    private void add(String... words) {
        arguments.addAll(List.of(words));
    }
}
