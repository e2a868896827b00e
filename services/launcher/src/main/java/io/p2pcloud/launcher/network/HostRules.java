package io.p2pcloud.launcher.network;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The host's packet filter for its guests as an nftables ruleset (nft(8)), which replaces the one
/// before it in one step. What is not allowed is dropped:
///
/// - to the host, a guest sends only what asks for an address and for names, and to the services
///   that the host opens to it; every other address of the host is as closed as this one, also one
///   that it gets later;
/// - to the outside, everything but private networks, the networks that the host itself stands in,
///   and port 25;
/// - to another guest, nothing, neither across the bridge nor around it;
/// - from outside, only what a port forward lets in.
public final class HostRules {
    /// Networks that no guest has business with (RFC 6890 and 6598; multicast RFC 5771).
    private static final List<String> NEVER =
            List.of(
                    "0.0.0.0/8",
                    "10.0.0.0/8",
                    "100.64.0.0/10",
                    "127.0.0.0/8",
                    "169.254.0.0/16",
                    "172.16.0.0/12",
                    "192.0.0.0/24",
                    "192.168.0.0/16",
                    "198.18.0.0/15",
                    "224.0.0.0/3");

    private static final int KILOBYTES_OF_A_MEGABIT = 125;

    private final GuestNetwork network;
    private final SortedSet<Integer> services;
    private final List<GuestPort> ports;
    private final StringBuilder text = new StringBuilder();

    private HostRules(
            GuestNetwork network, Collection<Integer> services, Collection<GuestPort> ports) {
        this.network = network;
        this.services = new TreeSet<>(services);
        this.ports = List.copyOf(ports);
        requireDistinct();
    }

    /// @param home networks that the host stands in, as `a.b.c.d/n`
    /// @param services TCP ports of the host's loopback that guests reach at the gateway's address
    /// @param ports the guests that are there, each in a place of its own
    public static String of(
            GuestNetwork network,
            Collection<Ipv4Network> home,
            Collection<Integer> services,
            Collection<GuestPort> ports) {
        return new HostRules(network, services, ports).write(home);
    }

    /// The ruleset that takes all of this away again.
    public static String none() {
        return """
        table inet p2pcloud
        delete table inet p2pcloud
        table bridge p2pcloud
        delete table bridge p2pcloud
        """;
    }

    private String write(Collection<Ipv4Network> home) {
        // Naming a table makes it, so that it can be deleted whether it was there or not.
        text.append(none());
        line("table inet p2pcloud {");
        line("  set never {");
        line("    type ipv4_addr");
        line("    flags interval");
        line("    auto-merge");
        line("    elements = { %s }", String.join(", ", closed(home)));
        line("  }");
        input();
        forward();
        nat();
        line("}");
        bridge();
        return text.toString();
    }

    private static SortedSet<String> closed(Collection<Ipv4Network> home) {
        var all = new TreeSet<>(NEVER);
        home.forEach(each -> all.add(each.toString()));
        return all;
    }

    private void input() {
        line("  chain input {");
        line("    type filter hook input priority filter - 10; policy accept;");
        line("    iifname != \"%s\" accept", network.bridge());
        line("    meta nfproto ipv6 drop");
        line("    ct state established,related accept");
        line("    udp sport 68 udp dport 67 accept");
        line("    ip daddr %s meta l4proto { tcp, udp } th dport 53 accept", network.gateway());
        if (!services.isEmpty()) {
            line("    ct status dnat tcp dport { %s } accept", numbers(services));
        }
        line("    drop");
        line("  }");
    }

    private void forward() {
        line("  chain forward {");
        line("    type filter hook forward priority filter - 10; policy accept;");
        line("    iifname \"%s\" jump from_guest", network.bridge());
        line("    oifname \"%s\" jump to_guest", network.bridge());
        line("  }");
        line("  chain from_guest {");
        line("    meta nfproto ipv6 drop");
        line("    oifname \"%s\" drop", network.bridge());
        for (var port : ports) {
            line("    ip saddr %s %s drop", network.address(port.place()), over(port));
        }
        line("    ct state established,related accept");
        line("    ip saddr != %s drop", network.subnet());
        line("    ip daddr @never drop");
        line("    tcp dport 25 drop");
        line("  }");
        line("  chain to_guest {");
        for (var port : ports) {
            line("    ip daddr %s %s drop", network.address(port.place()), over(port));
        }
        line("    ct state established,related accept");
        line("    ct status dnat accept");
        line("    drop");
        line("  }");
    }

    /// What a second may carry may come at once.
    private static String over(GuestPort port) {
        long kilobytes = (long) port.bandwidthMbps() * KILOBYTES_OF_A_MEGABIT;
        return "limit rate over %d kbytes/second".formatted(kilobytes);
    }

    private void nat() {
        line("  chain prerouting {");
        line("    type nat hook prerouting priority dstnat; policy accept;");
        for (int service : services) {
            line(
                    "    iifname \"%s\" ip daddr %s tcp dport %d dnat ip to 127.0.0.1:%d",
                    network.bridge(), network.gateway(), service, service);
        }
        line("    iifname \"%s\" accept", network.bridge());
        forwards("fib daddr type local");
        line("  }");
        line("  chain output {");
        line("    type nat hook output priority -100; policy accept;");
        forwards("ip daddr 127.0.0.1");
        line("  }");
        line("  chain postrouting {");
        line("    type nat hook postrouting priority srcnat; policy accept;");
        line("    ip saddr %s oifname != \"%s\" masquerade", network.subnet(), network.bridge());
        // What came to a forward from this host itself must find its way back.
        line("    ip saddr 127.0.0.0/8 oifname \"%s\" masquerade", network.bridge());
        line("  }");
    }

    private void forwards(String where) {
        for (var port : ports) {
            for (var forward : port.forwards()) {
                line(
                        "    %s tcp dport %d dnat ip to %s:%d",
                        where,
                        forward.hostPort(),
                        network.address(port.place()),
                        forward.guestPort());
            }
        }
    }

    /// On the bridge itself: no frame from port to port, and no address but the one that belongs to
    /// the card in this port.
    private void bridge() {
        var pairs =
                IntStream.rangeClosed(GuestNetwork.FIRST, GuestNetwork.LAST)
                        .mapToObj(place ->
                                "\"%s\" . %s . %s, \"%1$s\" . %2$s . 0.0.0.0"
                                        .formatted(
                                                network.port(place),
                                                network.mac(place),
                                                network.address(place)))
                        .collect(Collectors.joining(", "));
        line("table bridge p2pcloud {");
        line("  set cards {");
        line("    type ifname . ether_addr . ipv4_addr");
        line("    elements = { %s }", pairs);
        line("  }");
        line("  chain prerouting {");
        line("    type filter hook prerouting priority -300; policy accept;");
        line("    iifname != \"%s*\" accept", GuestNetwork.PORT);
        line("    ether type ip iifname . ether saddr . ip saddr @cards accept");
        line("    ether type arp iifname . ether saddr . arp saddr ip @cards accept");
        line("    drop");
        line("  }");
        line("  chain forward {");
        line("    type filter hook forward priority filter; policy accept;");
        line("    iifname \"%s*\" drop", GuestNetwork.PORT);
        line("    oifname \"%s*\" drop", GuestNetwork.PORT);
        line("  }");
        line("}");
    }

    private void requireDistinct() {
        var places = new HashSet<Integer>();
        var taken = new HashSet<Integer>();
        for (var port : ports) {
            network.address(port.place());
            if (!places.add(port.place())) {
                throw new IllegalArgumentException("two guests in place " + port.place());
            }
            for (var forward : port.forwards()) {
                if (!taken.add(forward.hostPort())) {
                    throw new IllegalArgumentException(
                            "two forwards of port " + forward.hostPort());
                }
            }
        }
    }

    private static String numbers(Collection<Integer> numbers) {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    @SuppressWarnings("AnnotateFormatMethod") // nothing here has the annotation's library
    private void line(String form, Object... values) {
        text.append(values.length == 0 ? form : form.formatted(values)).append('\n');
    }
}
