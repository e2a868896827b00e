package io.p2pcloud.launcher.network;

import java.net.Inet4Address;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;

/// An IPv4 network by its first address.
///
/// @param first as an unsigned number, whose last `32 - length` bits are zero
/// @param length of the prefix, 0 to 32
public record Ipv4Network(int first, int length) {
    public Ipv4Network {
        if (length < 0 || length > 32 || (first & ~mask(length)) != 0) {
            throw new IllegalArgumentException("not an IPv4 network");
        }
    }

    /// The network of `length` that holds `address`.
    public static Ipv4Network of(Inet4Address address, int length) {
        int number = 0;
        for (byte each : address.getAddress()) {
            number = (number << 8) | (each & 0xff);
        }
        return new Ipv4Network(number & mask(length), length);
    }

    /// The networks that this host stands in, those of its guests' bridge and its loopback left
    /// out.
    ///
    /// @throws SocketException when the system does not tell
    public static List<Ipv4Network> ofThisHost(String bridge) throws SocketException {
        var found = new ArrayList<Ipv4Network>();
        for (var each : NetworkInterface.networkInterfaces().toList()) {
            if (each.isLoopback() || each.getName().equals(bridge)) {
                continue;
            }
            for (InterfaceAddress address : each.getInterfaceAddresses()) {
                if (address.getAddress() instanceof Inet4Address ipv4) {
                    found.add(of(ipv4, address.getNetworkPrefixLength()));
                }
            }
        }
        return List.copyOf(found);
    }

    /// @param address in dotted decimals
    public boolean holds(String address) {
        int number = 0;
        for (var each : address.split("\\.", 4)) {
            number = (number << 8) | Integer.parseInt(each);
        }
        return (number & mask(length)) == first;
    }

    private static int mask(int length) {
        return length == 0 ? 0 : -1 << (32 - length);
    }

    @Override
    public String toString() {
        return "%d.%d.%d.%d/%d"
                .formatted(
                        first >>> 24,
                        (first >>> 16) & 0xff,
                        (first >>> 8) & 0xff,
                        first & 0xff,
                        length);
    }
}
