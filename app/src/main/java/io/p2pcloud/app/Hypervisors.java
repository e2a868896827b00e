package io.p2pcloud.app;

import io.p2pcloud.launcher.hypervisor.BridgeKeeper;
import io.p2pcloud.launcher.hypervisor.HostFleet;
import io.p2pcloud.launcher.hypervisor.HostNetwork;
import io.p2pcloud.launcher.hypervisor.Hypervisor;
import io.p2pcloud.launcher.hypervisor.LibvirtHypervisor;
import io.p2pcloud.launcher.hypervisor.QmpHypervisor;
import io.p2pcloud.launcher.libvirt.LibvirtUri;
import io.p2pcloud.launcher.network.GuestNetwork;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// Who runs the guests, as the environment says: `P2PCLOUD_HYPERVISOR` is `qemu` (this program
/// starts QEMU itself, the usual case) or one or more addresses of libvirt, with commas between;
/// `P2PCLOUD_NETWORK` is `user` (the usual case) or `bridge`.
///
/// @param addresses of libvirt; none for QEMU itself
record Hypervisors(List<LibvirtUri> addresses, boolean bridge) {
    private static final String HYPERVISOR = "P2PCLOUD_HYPERVISOR";
    private static final String NETWORK = "P2PCLOUD_NETWORK";

    Hypervisors {
        addresses = List.copyOf(addresses);
    }

    /// @throws IOException with a sentence when a setting is none of those
    static Hypervisors of(Map<String, String> environment) throws IOException {
        var hypervisor = environment.getOrDefault(HYPERVISOR, "qemu").strip();
        var network = environment.getOrDefault(NETWORK, "user").strip();
        List<LibvirtUri> addresses;
        try {
            addresses =
                    hypervisor.isEmpty() || hypervisor.equals("qemu")
                            ? List.of()
                            : Arrays.stream(hypervisor.split(",", -1))
                                    .map(String::strip)
                                    .map(LibvirtUri::new)
                                    .toList();
        } catch (IllegalArgumentException e) {
            throw new IOException(HYPERVISOR + ": " + e.getMessage(), e);
        }
        return switch (network) {
            case "", "user" -> new Hypervisors(addresses, false);
            case "bridge" -> {
                if (addresses.isEmpty()) {
                    throw new IOException(
                            NETWORK
                                    + "=bridge needs libvirt: set "
                                    + HYPERVISOR
                                    + "=qemu:///system as well.");
                }
                yield new Hypervisors(addresses, true);
            }
            default -> throw new IOException(NETWORK + " is user or bridge, not " + network + ".");
        };
    }

    /// Connects, and takes over the guests that run.
    ///
    /// @param folder holds what is known of the guests
    /// @param service the TCP port of this computer's loopback that guests need
    /// @throws IOException with a sentence when it cannot be used
    Hypervisor open(Path folder, int service, InstantSource clock) throws IOException {
        if (addresses.isEmpty()) {
            return new QmpHypervisor(Qemu.find(), folder, clock);
        }
        var hosts = new ArrayList<Hypervisor>();
        try {
            for (int i = 0; i < addresses.size(); i++) {
                var network =
                        bridge
                                ? new BridgeKeeper(GuestNetwork.USUAL, List.of(service))
                                : HostNetwork.ofUser();
                hosts.add(
                        LibvirtHypervisor.open(
                                addresses.get(i), folder.resolve("libvirt-" + i), network, clock));
            }
        } catch (IOException | RuntimeException e) {
            hosts.forEach(Hypervisor::close);
            throw e;
        }
        return hosts.size() == 1 ? hosts.getFirst() : new HostFleet(hosts);
    }

    /// The host under which guests find that service.
    static String hostAsGuestsSeeIt(Hypervisor hypervisor) {
        return switch (hypervisor.reach()) {
            case ISOLATED -> GuestNetwork.USUAL.gateway();
            // QEMU's user network shows the host's loopback under this address.
            case LIKE_THIS_USER -> "10.0.2.2";
        };
    }
}
