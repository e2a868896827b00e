package io.p2pcloud.launcher.network;

import java.util.regex.Pattern;

/// The private network of this host's guests: one bridge, one IPv4 network of 256 addresses, of
/// which the host has the first and each guest one more.
///
/// @param name the libvirt network's name
/// @param bridge the bridge's name
/// @param prefix the first three numbers, such as `10.213.0`
public record GuestNetwork(String name, String bridge, String prefix) {
    /// Where the first guest stands, and the last.
    public static final int FIRST = 2;

    public static final int LAST = 254;

    /// The nwfilter on each guest's port.
    public static final String FILTER = "p2pcloud-guest";

    /// How the names of the guests' ports begin, and of no other interface of the host.
    static final String PORT = "p2pg";

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,30}");
    private static final Pattern BRIDGE = Pattern.compile("[a-z][a-z0-9]{0,14}");
    private static final Pattern PREFIX =
            Pattern.compile(
                    "10\\.(?:0|[1-9][0-9]?|1[0-9]{2}|2[0-4][0-9]|25[0-5])\\.(?:0|[1-9][0-9]?"
                            + "|1[0-9]{2}|2[0-4][0-9]|25[0-5])");

    /// Taken unless the host has addresses in it.
    public static final GuestNetwork USUAL = new GuestNetwork("p2pcloud", "p2pbr0", "10.213.0");

    public GuestNetwork {
        if (!NAME.matcher(name).matches()
                || !BRIDGE.matcher(bridge).matches()
                || !PREFIX.matcher(prefix).matches()) {
            throw new IllegalArgumentException(
                    "not a network for guests: " + name + ", " + bridge + ", " + prefix);
        }
    }

    /// The host's own address, which is the guests' way out and answers their DNS.
    public String gateway() {
        return prefix + ".1";
    }

    public String subnet() {
        return prefix + ".0/24";
    }

    /// @param place from [#FIRST] to [#LAST]
    public String address(int place) {
        return prefix + "." + checked(place);
    }

    /// The host's side of the guest's card.
    ///
    /// @param place from [#FIRST] to [#LAST]
    public String port(int place) {
        return PORT + checked(place);
    }

    /// @param place from [#FIRST] to [#LAST]
    public String mac(int place) {
        return "52:54:00:d5:00:%02x".formatted(checked(place));
    }

    private static int checked(int place) {
        if (place < FIRST || place > LAST) {
            throw new IllegalArgumentException("guests stand at 2 to 254, not " + place);
        }
        return place;
    }
}
