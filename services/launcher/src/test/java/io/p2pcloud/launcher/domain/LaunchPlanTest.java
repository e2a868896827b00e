package io.p2pcloud.launcher.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.p2pcloud.common.Bytes32;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LaunchPlanTest {
    private static final Path IMAGE = Path.of("/v/data.raw");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "lease-",
                "lease-0123456789ABCDEF",
                "lease-0123456789abcde",
                "lease-0123456789abcdef0",
                "lease-0123456789abcdef\n",
                "../lease-0123456789abcd",
                "lease-0123456789abcd,x=",
                "lease-0123456789abc\u0000ef",
                "Lease-0123456789abcdef",
                "lease-٠١٢٣٤٥٦٧٨٩012345"
            })
    void refusesAHostileNameOfAGuest(String name) {
        assertThat(GuestName.isGuestName(name)).isFalse();
        assertThatThrownBy(() -> new GuestName(name)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void namesAGuestAfterTheFirstBytesOfItsLease() {
        var lease = Bytes32.ofHex("0x" + "0123456789abcdef".repeat(4));
        assertThat(GuestName.of(lease)).hasToString("lease-0123456789abcdef");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a,b", "a b", "data\n", "a=b", "DATA", "a23456789012345678901"})
    void refusesAHostileSerialOfADisk(String serial) {
        assertThatThrownBy(() -> Disk.writable(serial, IMAGE))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"relative", "/a/../b", "/a/b\nc", "/a/\u007f"})
    void refusesAHostilePath(String path) {
        assertThatThrownBy(() -> Disk.writable("data", Path.of(path)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new BootFiles(Path.of(path), IMAGE, ""))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\u0000b", "a\tb", "\u00fc"})
    void refusesAHostileCommandLine(String commandLine) {
        assertThatThrownBy(() -> new BootFiles(IMAGE, IMAGE, commandLine))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "org.p2pcloud.",
                "org.p2pcloud.key.0,x",
                "org.qemu.guest_agent.0",
                "key.0"
            })
    void refusesAHostileNameOfAChannel(String name) {
        assertThatThrownBy(() -> new ChannelName(name))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesSizesThatNoMachineHas() {
        assertThatThrownBy(() -> plan(0, 512, List.of(), List.of())).hasMessageContaining("64");
        assertThatThrownBy(() -> plan(65, 512, List.of(), List.of())).hasMessageContaining("64");
        assertThatThrownBy(() -> plan(1, 63, List.of(), List.of())).hasMessageContaining("MiB");
        assertThatThrownBy(() -> plan(1, 1 << 21, List.of(), List.of()))
                .hasMessageContaining("MiB");
        assertThatThrownBy(() -> new PortForward(0, 22))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new PortForward(22, 65_536))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesDisksAndForwardsThatCollide() {
        var first = Disk.readOnly("base", Path.of("/a"));
        assertThatThrownBy(() -> disks(first, Disk.readOnly("base", Path.of("/b"))))
                .hasMessageContaining("serial");
        assertThatThrownBy(() -> disks(first, Disk.writable("data", Path.of("/a"))))
                .hasMessageContaining("one image");
        assertThatThrownBy(() ->
                        disks(
                                Disk.writable("data", Path.of("/a")),
                                Disk.writable("base", Path.of("/b"))))
                .hasMessageContaining("writable");
        var twice = List.of(new PortForward(4000, 22), new PortForward(4000, 80));
        assertThatThrownBy(() -> plan(1, 512, List.of(), twice)).hasMessageContaining("port");
    }

    @Test
    void findsThePortThatLeadsToSsh() {
        var forwards = List.of(new PortForward(8080, 80), PortForward.ssh(4022));
        assertThat(plan(1, 512, List.of(), forwards).sshPort()).hasValue(4022);
        assertThat(plan(1, 512, List.of(), List.of()).sshPort()).isEmpty();
    }

    private static LaunchPlan disks(Disk... disks) {
        return plan(1, 512, List.of(disks), List.of());
    }

    private static LaunchPlan plan(
            int vcpus, int memoryMiB, List<Disk> disks, List<PortForward> forwards) {
        return new LaunchPlan(
                new GuestName("lease-0123456789abcdef"),
                "0x" + "0".repeat(64),
                1,
                vcpus,
                memoryMiB,
                new BootFiles(Path.of("/k"), Path.of("/i"), ""),
                disks,
                List.of(ChannelName.KEY),
                forwards,
                Accelerator.TCG,
                100,
                Optional.empty());
    }
}
