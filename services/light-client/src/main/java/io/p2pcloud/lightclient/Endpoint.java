package io.p2pcloud.lightclient;

import io.p2pcloud.lightclient.endpoint.Transport;
import java.net.URI;
import java.net.URISyntaxException;

/// A server that may be asked, and is never believed.
///
/// @param name what people see; without the address's path, which may hold an access key
/// @param address base address; the beacon API's paths are appended, JSON-RPC is sent to it as it
///   is
public record Endpoint(String name, URI address, Transport transport) {
    /// @throws IllegalArgumentException when the text is no http or https address
    public static Endpoint http(String text, Transport transport) {
        return of(address(text), transport);
    }

    static Endpoint of(URI address, Transport transport) {
        int port = address.getPort();
        return new Endpoint(address.getHost() + (port < 0 ? "" : ":" + port), address, transport);
    }

    /// @throws IllegalArgumentException when the text is no http or https address
    static URI address(String text) {
        var address = parsed(text);
        boolean http = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
        if (!http || address.getHost() == null) {
            throw new IllegalArgumentException(
                    "a server's address begins with http:// or https://, not " + text);
        }
        if (address.getRawUserInfo() != null || address.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "a server's address has no user name, password or # part; "
                            + address.getHost()
                            + " is given with one");
        }
        return address;
    }

    private static URI parsed(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(
                    "not a server's address (" + e.getReason() + "): " + text, e);
        }
    }

    /// @param path with a query or without; a query of the base address (an access key, say) is
    ///   kept
    URI resolve(String path) {
        var own = address.getRawQuery();
        var base = address.toString();
        if (own != null) {
            base = base.substring(0, base.length() - own.length() - 1);
        }
        while (base.endsWith("/")) {
            base = base.substring(0, base.length() - 1);
        }
        var query = own == null ? "" : (path.contains("?") ? "&" : "?") + own;
        return URI.create(base + path + query);
    }

    @Override
    public String toString() {
        return name;
    }
}
