package io.p2pcloud.launcher.libvirt;

import io.p2pcloud.common.Bytes32;
import io.p2pcloud.launcher.domain.Accelerator;
import io.p2pcloud.launcher.domain.Disk;
import io.p2pcloud.launcher.domain.LaunchPlan;
import io.p2pcloud.launcher.domain.SnpLaunch;
import io.p2pcloud.launcher.network.UserNetdev;
import java.util.Base64;

/// Writes a launch plan as libvirt's domain XML (libvirt documentation, "Domain XML format"). The
/// same plan and host give the same text.
public final class DomainXml {
    /// One CPU model on every host, so that there is one launch digest for each image and number of
    /// processors.
    private static final String SNP_MODEL = "EPYC-v4";

    /// What QEMU itself may need besides the guest's memory; the translator's buffer alone has up
    /// to 1 GiB.
    private static final int OWN_MEMORY_MIB = 512;

    private static final int TRANSLATOR_MEMORY_MIB = 1024;

    /// The default weight of a control group, given for each processor; the most that there is.
    private static final int SHARES = 100;

    private static final int MAX_SHARES = 10_000;
    private static final String QEMU = "http://libvirt.org/schemas/domain/qemu/1.0";
    private static final String OURS = "https://p2pcloud.io/domain/1";

    private final Xml xml = new Xml();
    private final LaunchPlan plan;
    private final DomainHost host;

    private DomainXml(LaunchPlan plan, DomainHost host) {
        this.plan = plan;
        this.host = host;
    }

    public static String of(LaunchPlan plan, DomainHost host) {
        return new DomainXml(plan, host).write();
    }

    private String write() {
        var type = plan.accelerator() == Accelerator.KVM ? "kvm" : "qemu";
        xml.element("domain", this::domain, "type", type, "xmlns:qemu", QEMU);
        return xml.toString();
    }

    private void domain() {
        xml.text("name", plan.name().value());
        xml.element(
                "metadata",
                () ->
                        xml.empty(
                                "p2pcloud:lease",
                                "xmlns:p2pcloud",
                                OURS,
                                "id",
                                plan.lease(),
                                "boot",
                                Integer.toString(plan.boot())));
        xml.text("memory", Integer.toString(plan.memoryMiB()), "unit", "MiB");
        xml.text("vcpu", Integer.toString(plan.vcpus()), "placement", "static");
        switch (host.kind()) {
            case SYSTEM -> {
                memoryLimit();
                processorShares();
            }
            case CONFINED_SYSTEM -> processorShares();
            case SESSION -> {
                // A user's libvirt has no rights over control groups.
            }
        }
        if (plan.snp().isPresent()) {
            // The guest's memory must be a file that KVM can encrypt page by page.
            xml.element(
                    "memoryBacking",
                    () -> xml.empty("source", "type", "memfd").empty("access", "mode", "shared"));
        }
        xml.element("os", this::boot);
        xml.element("features", () -> xml.empty("acpi").empty("vmport", "state", "off"));
        processor();
        xml.empty("clock", "offset", "utc");
        // Each boot is a launch of its own, with its own key release.
        xml.text("on_poweroff", "destroy");
        xml.text("on_reboot", "destroy");
        xml.text("on_crash", "destroy");
        xml.element("devices", this::devices);
        host.runAs()
                .ifPresent(user ->
                        xml.element(
                                "seclabel",
                                () -> xml.text("label", user),
                                "type",
                                "static",
                                "model",
                                "dac",
                                "relabel",
                                "no"));
        plan.snp().ifPresent(this::launchSecurity);
        if (host.attachment() instanceof Attachment.UserNetwork) {
            userNetwork();
        }
    }

    private void memoryLimit() {
        int own =
                plan.accelerator() == Accelerator.TCG
                        ? OWN_MEMORY_MIB + TRANSLATOR_MEMORY_MIB
                        : OWN_MEMORY_MIB;
        xml.element(
                "memtune",
                () ->
                        xml.text(
                                "hard_limit",
                                Integer.toString(plan.memoryMiB() + own),
                                "unit",
                                "MiB"));
    }

    private void processorShares() {
        int shares = Math.min(SHARES * plan.vcpus(), MAX_SHARES);
        xml.element("cputune", () -> xml.text("shares", Integer.toString(shares)));
    }

    private void boot() {
        xml.text("type", "hvm", "arch", "x86_64", "machine", "q35");
        plan.snp()
                .ifPresent(snp ->
                        xml.text(
                                "loader",
                                snp.firmware().toString(),
                                "type",
                                "rom",
                                "stateless",
                                "yes"));
        xml.text("kernel", plan.bootFiles().kernel().toString());
        xml.text("initrd", plan.bootFiles().initramfs().toString());
        xml.text("cmdline", plan.bootFiles().commandLine());
    }

    private void processor() {
        if (plan.snp().isPresent()) {
            xml.element(
                    "cpu",
                    () -> xml.text("model", SNP_MODEL, "fallback", "forbid"),
                    "mode",
                    "custom",
                    "match",
                    "exact",
                    "check",
                    "none");
            return;
        }
        switch (plan.accelerator()) {
            case KVM -> xml.empty("cpu", "mode", "host-passthrough", "check", "none");
            // Under translation it has the AES and SHA instructions that disk and SSH need.
            case TCG -> xml.empty("cpu", "mode", "maximum", "check", "none");
        }
    }

    private void devices() {
        for (int i = 0; i < plan.disks().size(); i++) {
            disk(plan.disks().get(i), "vd" + (char) ('a' + i));
        }
        if (host.attachment() instanceof Attachment.Bridged bridged) {
            bridged(bridged);
        }
        for (var channel : plan.channels()) {
            xml.element(
                    "channel",
                    () -> xml.empty("target", "type", "virtio", "name", channel.value()),
                    "type",
                    "unix");
        }
        xml.element("serial", () -> xml.empty("target", "port", "0"), "type", "pty");
        xml.element(
                "rng",
                () -> xml.text("backend", "/dev/urandom", "model", "random"),
                "model",
                "virtio");
        xml.empty("memballoon", "model", "none");
    }

    private void disk(Disk disk, String target) {
        boolean readOnly = disk.access() == Disk.Access.READ_ONLY;
        xml.element(
                "disk",
                () -> {
                    xml.empty("driver", "name", "qemu", "type", "raw", "discard", "unmap");
                    source(disk, readOnly);
                    xml.empty("target", "dev", target, "bus", "virtio");
                    if (readOnly) {
                        xml.empty("readonly");
                    }
                    xml.text("serial", disk.serial());
                },
                "type",
                "file",
                "device",
                "disk");
    }

    /// What many guests share stays its owner's. Where QEMU runs as the files' owner nothing
    /// changes hands, and libvirt takes no word on single files.
    private void source(Disk disk, boolean readOnly) {
        var image = disk.image().toString();
        if (!readOnly || host.runAs().isPresent()) {
            xml.empty("source", "file", image);
            return;
        }
        xml.element(
                "source",
                () -> xml.empty("seclabel", "model", "dac", "relabel", "no"),
                "file",
                image);
    }

    private void bridged(Attachment.Bridged bridged) {
        xml.element(
                "interface",
                () -> {
                    xml.empty("mac", "address", bridged.mac());
                    xml.empty("source", "network", bridged.network());
                    xml.empty("target", "dev", bridged.port());
                    xml.empty("model", "type", "virtio");
                    xml.element(
                            "filterref",
                            () -> xml.empty("parameter", "name", "IP", "value", bridged.address()),
                            "filter",
                            bridged.filter());
                    // The guest never boots from the network.
                    xml.empty("rom", "enabled", "no");
                    xml.empty("port", "isolated", "yes");
                },
                "type",
                "network");
    }

    /// The chip's own numbers (the C-bit's place, the lost address bits) libvirt knows by itself.
    private void launchSecurity(SnpLaunch snp) {
        var hostData = Base64.getEncoder().encodeToString(Bytes32.ofHex(snp.hostData()).toArray());
        xml.element(
                "launchSecurity",
                () -> xml.text("policy", snp.policy().toString()).text("hostData", hostData),
                "type",
                "sev-snp",
                "kernelHashes",
                "yes");
    }

    /// libvirt's own user network forwards no ports before its 9th version, and with `passt` only.
    private void userNetwork() {
        xml.element(
                "qemu:commandline",
                () -> {
                    argument("-netdev");
                    argument(UserNetdev.of(plan.forwards()));
                    argument("-device");
                    // A place of its own: libvirt counts its devices up from slot 1, and does not
                    // know of this one.
                    argument("virtio-net-pci,netdev=net0,romfile=,bus=pcie.0,addr=0x10");
                });
    }

    private void argument(String value) {
        xml.empty("qemu:arg", "value", value);
    }
}
