package io.p2pcloud.launcher.hypervisor;

import io.p2pcloud.launcher.domain.LaunchPlan;
import io.p2pcloud.launcher.libvirt.Attachment;
import io.p2pcloud.launcher.libvirt.LibvirtConnection;
import io.p2pcloud.launcher.libvirt.NetworkXml;
import io.p2pcloud.launcher.network.GuestNetwork;
import io.p2pcloud.launcher.network.GuestPort;
import io.p2pcloud.launcher.network.HostRules;
import io.p2pcloud.launcher.network.Ipv4Network;
import io.p2pcloud.launcher.network.Nft;
import java.io.IOException;
import java.lang.System.Logger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The guests' bridge on this host and the rules around it. The rules stand before the first guest
/// does, change with every guest that comes or goes, and are put back when the host's addresses
/// changed or somebody else changed them.
public final class BridgeKeeper implements HostNetwork {
    private static final Logger LOG = System.getLogger(BridgeKeeper.class.getName());

    private static final Duration LOOK = Duration.ofSeconds(20);

    private final GuestNetwork network;
    private final Set<Integer> services;
    private final Nft nft;
    private final Map<Integer, GuestPort> ports = new TreeMap<>();
    private List<Ipv4Network> home = List.of();
    private String applied = "";
    private @Nullable Thread watch;

    /// @param services TCP ports of this computer's loopback that guests reach at the gateway
    /// @throws IOException with a sentence when the packet filter cannot be used
    public BridgeKeeper(GuestNetwork network, Collection<Integer> services) throws IOException {
        this.network = network;
        this.services = Set.copyOf(services);
        nft = Nft.find();
    }

    @Override
    public NetworkReach reach() {
        return NetworkReach.ISOLATED;
    }

    /// The rules stand before the bridge does.
    @Override
    public synchronized void prepare(LibvirtConnection connection)
            throws IOException, InterruptedException {
        home = Ipv4Network.ofThisHost(network.bridge());
        refuseOverlap();
        apply();
        connection.networks().defineFilter(NetworkXml.filter());
        connection.networks().ensure(network.name(), NetworkXml.network(network));
        // Packets are passed on, and those to a forward of the loopback may leave by the bridge.
        switchOn(Path.of("/proc/sys/net/ipv4/ip_forward"));
        switchOn(Path.of("/proc/sys/net/ipv4/conf", network.bridge(), "route_localnet"));
        if (watch == null) {
            watch = Thread.ofVirtual().name("guest network").start(this::keep);
        }
    }

    @Override
    public synchronized int admit(LaunchPlan plan) throws IOException, InterruptedException {
        for (int place = GuestNetwork.FIRST; place <= GuestNetwork.LAST; place++) {
            if (!ports.containsKey(place)) {
                admit(plan, place);
                return place;
            }
        }
        throw new IOException("this host's guest network has no place left");
    }

    @Override
    public synchronized void admit(LaunchPlan plan, int place)
            throws IOException, InterruptedException {
        if (place == 0) {
            // It was started on QEMU's user network and stays there until its next boot.
            return;
        }
        ports.put(place, new GuestPort(place, plan.bandwidthMbps(), plan.forwards()));
        try {
            apply();
        } catch (IOException | InterruptedException | RuntimeException e) {
            ports.remove(place);
            throw e;
        }
    }

    @Override
    public synchronized void dismiss(int place) {
        if (ports.remove(place) == null) {
            return;
        }
        try {
            apply();
        } catch (IOException e) {
            LOG.log(Logger.Level.WARNING, "a guest's forwards could not be taken away", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public Attachment attachment(int place) {
        return new Attachment.Bridged(
                network.name(),
                GuestNetwork.FILTER,
                network.port(place),
                network.mac(place),
                network.address(place));
    }

    @Override
    public synchronized void close() {
        var watching = watch;
        watch = null;
        if (watching != null) {
            watching.interrupt();
        }
    }

    private void keep() {
        try {
            while (true) {
                Thread.sleep(LOOK);
                look();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Looks whether the rules still fit the host, and puts them right.
    synchronized void look() throws InterruptedException {
        try {
            var now = Ipv4Network.ofThisHost(network.bridge());
            if (!now.equals(home) || !nft.standing().equals(applied)) {
                home = now;
                apply();
                LOG.log(Logger.Level.INFO, "the rules of the guests' network were put back");
            }
        } catch (IOException e) {
            LOG.log(Logger.Level.ERROR, "the rules of the guests' network cannot be put back", e);
        }
    }

    private void apply() throws IOException, InterruptedException {
        nft.apply(HostRules.of(network, home, services, ports.values()));
        var standing = nft.standing();
        if (standing.isEmpty()) {
            throw new IOException("another program emptied the packet filter in the same moment");
        }
        applied = standing;
    }

    private void refuseOverlap() throws IOException {
        var ours = network.prefix() + ".";
        for (var each : home) {
            if (each.length() <= 24
                    ? each.holds(network.gateway())
                    : each.toString().startsWith(ours)) {
                throw new IOException(
                        ("This computer stands in the network %s, which the guests' network %s would"
                                        + " hide: choose another one for the guests.")
                                .formatted(each, network.subnet()));
            }
        }
    }

    private static void switchOn(Path setting) throws IOException {
        if (!Files.readString(setting).strip().equals("1")) {
            Files.writeString(setting, "1");
        }
    }
}
