package io.p2pcloud.launcher.libvirt;

import io.p2pcloud.launcher.network.GuestNetwork;

/// The guests' network and the filter on each of its ports as libvirt's XML (libvirt documentation,
/// "Network XML format" and "Network Filters").
public final class NetworkXml {
    /// Only with its own number may a filter be defined again.
    private static final String FILTER_UUID = "6c1f0b5e-52a7-4d3e-9d0b-5f6b8a3c7e21";

    private static final String NETMASK = "255.255.255.0";

    private NetworkXml() {}

    /// A bridge with addresses and names for the guests. libvirt adds no rules of its own to it:
    /// what may pass is decided by ours alone.
    public static String network(GuestNetwork network) {
        var xml = new Xml();
        xml.element(
                "network",
                () -> {
                    xml.text("name", network.name());
                    xml.empty("forward", "mode", "open");
                    xml.empty("bridge", "name", network.bridge(), "stp", "off", "delay", "0");
                    xml.element(
                            "ip",
                            () -> xml.element("dhcp", () -> hosts(xml, network)),
                            "address",
                            network.gateway(),
                            "netmask",
                            NETMASK);
                });
        return xml.toString();
    }

    private static void hosts(Xml xml, GuestNetwork network) {
        for (int place = GuestNetwork.FIRST; place <= GuestNetwork.LAST; place++) {
            xml.empty("host", "mac", network.mac(place), "ip", network.address(place));
        }
    }

    /// No other card's address, no other guest's address, no mail, no IPv6. Where the guest may go
    /// the host's own rules tell.
    public static String filter() {
        var xml = new Xml();
        xml.element(
                "filter",
                () -> {
                    xml.text("uuid", FILTER_UUID);
                    xml.empty("filterref", "filter", "no-mac-spoofing");
                    xml.empty("filterref", "filter", "no-ip-spoofing");
                    xml.empty("filterref", "filter", "no-arp-spoofing");
                    xml.element(
                            "rule",
                            () -> xml.empty("tcp", "dstportstart", "25", "dstportend", "25"),
                            "action",
                            "drop",
                            "direction",
                            "out",
                            "priority",
                            "500");
                    xml.element(
                            "rule",
                            () -> xml.empty("all-ipv6"),
                            "action",
                            "drop",
                            "direction",
                            "inout",
                            "priority",
                            "500");
                },
                "name",
                GuestNetwork.FILTER,
                "chain",
                "root");
        return xml.toString();
    }
}
