package io.p2pcloud.lightclient;

import io.p2pcloud.lightclient.endpoint.Transport;
import java.net.URI;

/// A server that may be asked, and is never believed.
///
/// @param name what people see; without the address's path, which may hold an access key
/// @param address base address; paths are appended
public record Endpoint(String name, URI address, Transport transport) {
    /// @throws IllegalArgumentException when the text is no http or https address
    public static Endpoint http(String text, Transport transport) {
        var address = URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
        boolean http = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
        if (!http || address.getHost() == null) {
            throw new IllegalArgumentException(
                    "a server's address begins with http:// or https://, not " + text);
        }
        int port = address.getPort();
        return new Endpoint(address.getHost() + (port < 0 ? "" : ":" + port), address, transport);
    }

    URI resolve(String path) {
        return URI.create(address + path);
    }

    @Override
    public String toString() {
        return name;
    }
}
