package io.p2pcloud.launcher.hypervisor;

import static org.assertj.core.api.Assertions.assertThat;

import io.p2pcloud.launcher.domain.Accelerator;
import io.p2pcloud.launcher.domain.BootFiles;
import io.p2pcloud.launcher.domain.ChannelName;
import io.p2pcloud.launcher.domain.Disk;
import io.p2pcloud.launcher.domain.GuestName;
import io.p2pcloud.launcher.domain.LaunchPlan;
import io.p2pcloud.launcher.domain.PortForward;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class QemuCommandTest {
    private static final RunFolder FOLDER = new RunFolder(Path.of("/run/p/lease-0123456789abcdef"));

    @Test
    void writesTheWholeCommandOfAPlan() {
        var text = String.join("\n", QemuCommand.arguments(plan(Accelerator.TCG), FOLDER));
        assertThat(text)
                .isEqualTo(
                        """
                        -name
                        guest=lease-0123456789abcdef
                        -machine
                        q35,vmport=off
                        -accel
                        tcg,thread=multi
                        -cpu
                        max
                        -smp
                        2,sockets=1,cores=2,threads=1
                        -m
                        1024M
                        -no-user-config
                        -nodefaults
                        -display
                        none
                        -rtc
                        base=utc
                        -no-reboot
                        -object
                        rng-random,id=rng0,filename=/dev/urandom
                        -device
                        virtio-rng-pci,rng=rng0
                        -kernel
                        /b/vmlinuz
                        -initrd
                        /b/initramfs
                        -append
                        console=ttyS0 root="a, b"
                        -blockdev
                        {"driver":"raw","node-name":"disk0","read-only":true,"discard":"unmap",\
                        "file":{"driver":"file","filename":"/b/base.raw","read-only":true,\
                        "discard":"unmap"}}
                        -device
                        virtio-blk-pci,drive=disk0,serial=base
                        -blockdev
                        {"driver":"raw","node-name":"disk1","read-only":false,"discard":"unmap",\
                        "file":{"driver":"file","filename":"/v/data.raw","read-only":false,\
                        "discard":"unmap"}}
                        -device
                        virtio-blk-pci,drive=disk1,serial=data
                        -device
                        virtio-serial-pci,id=ports
                        -chardev
                        socket,id=channel0,path=/run/p/lease-0123456789abcdef/key.0.sock,\
                        server=on,wait=off
                        -device
                        virtserialport,bus=ports.0,nr=1,chardev=channel0,name=org.p2pcloud.key.0
                        -chardev
                        socket,id=channel1,path=/run/p/lease-0123456789abcdef/life.0.sock,\
                        server=on,wait=off
                        -device
                        virtserialport,bus=ports.0,nr=2,chardev=channel1,name=org.p2pcloud.life.0
                        -netdev
                        user,id=net0,ipv6=off,hostfwd=tcp:127.0.0.1:40022-:22
                        -device
                        virtio-net-pci,netdev=net0,romfile=
                        -chardev
                        file,id=serial0,append=on,path=/run/p/lease-0123456789abcdef/serial.log
                        -serial
                        chardev:serial0
                        -S
                        -qmp
                        unix:/run/p/lease-0123456789abcdef/qmp.sock,server=on,wait=off
                        -sandbox
                        on,obsolete=deny,elevateprivileges=deny,spawn=deny,resourcecontrol=deny\
                        """);
    }

    @Test
    void givesTheHostsProcessorToGuestsUnderKvm() {
        assertThat(QemuCommand.arguments(plan(Accelerator.KVM), FOLDER))
                .containsSequence("-accel", "kvm", "-cpu", "host")
                .doesNotContain("max");
    }

    @Test
    void keepsAPathWithACommaInOneValue() {
        var odd = new RunFolder(Path.of("/home/smith,readonly=on/lease-0123456789abcdef"));
        var arguments = QemuCommand.arguments(plan(Accelerator.TCG), odd);
        assertThat(arguments)
                .contains(QemuCommand.identity(odd))
                .filteredOn(argument -> argument.contains("smith"))
                .hasSize(4)
                .allMatch(argument -> argument.contains("smith,,readonly=on"));
    }

    @Test
    void keepsAPathWithQuotesInsideItsJson() {
        var disk = Disk.writable("data", Path.of("/v/\",\"x\":\"y.raw"));
        var plan = withDisk(disk);
        assertThat(QemuCommand.arguments(plan, FOLDER))
                .filteredOn(argument -> argument.startsWith("{"))
                .singleElement()
                .asString()
                .contains("\"filename\":\"/v/\\\",\\\"x\\\":\\\"y.raw\"");
    }

    private static LaunchPlan withDisk(Disk disk) {
        var plan = plan(Accelerator.TCG);
        return new LaunchPlan(
                plan.name(),
                plan.lease(),
                plan.boot(),
                plan.vcpus(),
                plan.memoryMiB(),
                plan.bootFiles(),
                List.of(disk),
                plan.channels(),
                plan.forwards(),
                plan.accelerator(),
                100,
                Optional.empty());
    }

    private static LaunchPlan plan(Accelerator accelerator) {
        return new LaunchPlan(
                new GuestName("lease-0123456789abcdef"),
                "0x" + "0123456789abcdef".repeat(4),
                3,
                2,
                1024,
                new BootFiles(
                        Path.of("/b/vmlinuz"),
                        Path.of("/b/initramfs"),
                        "console=ttyS0 root=\"a, b\""),
                List.of(
                        Disk.readOnly("base", Path.of("/b/base.raw")),
                        Disk.writable("data", Path.of("/v/data.raw"))),
                List.of(ChannelName.KEY, ChannelName.LIFE),
                List.of(PortForward.ssh(40_022)),
                accelerator,
                100,
                Optional.empty());
    }
}
