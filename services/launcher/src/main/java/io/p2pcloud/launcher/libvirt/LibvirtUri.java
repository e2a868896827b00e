package io.p2pcloud.launcher.libvirt;

import io.p2pcloud.launcher.libvirt.DomainHost.Kind;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;

/// Where a libvirt that runs QEMU is reached (libvirt documentation, "Connection URIs"), such as
/// `qemu:///system` or `qemu+ssh://user@host/system`.
public record LibvirtUri(String value) {
    private static final Pattern SCHEME = Pattern.compile("qemu(?:\\+(?:unix|ssh|tls|libssh2?))?");
    private static final int MAX_LENGTH = 1000;

    /// @throws IllegalArgumentException with a sentence when it is none
    public LibvirtUri {
        var uri = parsed(value);
        var path = String.valueOf(uri.getPath());
        boolean named = path.equals("/system") || path.equals("/session");
        if (uri.getScheme() == null || !SCHEME.matcher(uri.getScheme()).matches() || !named) {
            throw new IllegalArgumentException(
                    "A hypervisor is qemu, or one or more addresses of libvirt such as"
                            + " qemu:///system or qemu+ssh://user@host/system, not "
                            + shown(value));
        }
        // What follows the question mark can name programs to start (`command`, `netcat`).
        if (uri.getQuery() != null && uri.getQuery().matches(".*(?:^|&)(?:command|netcat)=.*")) {
            throw new IllegalArgumentException(
                    "An address of libvirt may not name a program to start: " + shown(value));
        }
    }

    public Kind kind() {
        return parsed(value).getPath().equals("/session") ? Kind.SESSION : Kind.SYSTEM;
    }

    /// Whether its guests run on this computer.
    public boolean isLocal() {
        return parsed(value).getHost() == null;
    }

    @Override
    public String toString() {
        return value;
    }

    private static URI parsed(String text) {
        try {
            if (text.length() <= MAX_LENGTH) {
                return new URI(text);
            }
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("Not an address of libvirt: " + shown(text), e);
        }
        throw new IllegalArgumentException("An address of libvirt is shorter than this one.");
    }

    private static String shown(String text) {
        var shown = text.length() > 100 ? text.substring(0, 100) + "..." : text;
        return "\"" + shown.replaceAll("\\p{Cntrl}", "?") + "\"";
    }
}
