package io.p2pcloud.tenant;

import java.io.IOException;

/// Another machine answers in a server's place, or the server was replaced.
public final class HostKeyMismatchException extends IOException {
    private static final long serialVersionUID = 1;

    HostKeyMismatchException(SshEndpoint endpoint, Throwable cause) {
        super(
                "The machine at "
                        + endpoint.host()
                        + ":"
                        + endpoint.port()
                        + " does not show the host key that was sealed into your server. Nothing was"
                        + " sent to it; do not use it.",
                cause);
    }
}
