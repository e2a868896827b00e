package io.p2pcloud.launcher.libvirt;

import java.util.regex.Pattern;

/// How a guest's network card is attached.
public sealed interface Attachment {
    /// QEMU's user network, which needs no rights: it opens connections as this host's user would.
    record UserNetwork() implements Attachment {}

    /// A port of a bridge that libvirt keeps, isolated from its other ports.
    ///
    /// @param network the libvirt network's name
    /// @param filter the name of the nwfilter that holds the port to its addresses
    /// @param port the name of the host's side of the card
    /// @param mac six colon-separated pairs of lower-case hexadecimal digits
    /// @param address the IPv4 address that belongs to `mac`
    record Bridged(String network, String filter, String port, String mac, String address)
            implements Attachment {
        private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,30}");
        private static final Pattern PORT = Pattern.compile("[a-z][a-z0-9]{0,14}");
        private static final Pattern MAC = Pattern.compile("(?:[0-9a-f]{2}:){5}[0-9a-f]{2}");
        private static final Pattern IPV4 = Pattern.compile("(?:[0-9]{1,3}\\.){3}[0-9]{1,3}");

        public Bridged {
            require(NAME, network, "a network's name");
            require(NAME, filter, "a filter's name");
            require(PORT, port, "a port's name");
            require(MAC, mac, "a MAC address");
            require(IPV4, address, "an IPv4 address");
        }

        private static void require(Pattern form, String text, String what) {
            if (!form.matcher(text).matches()) {
                throw new IllegalArgumentException("not " + what + ": " + text);
            }
        }
    }
}
