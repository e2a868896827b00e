package io.p2pcloud.tenant;

/// Where a server's SSH answers, and the one host key it may answer with.
///
/// @param hostKey the public host key in OpenSSH's one-line form, sealed into the guest by the
///   tenant
public record SshEndpoint(String host, int port, String hostKey) {
    public SshEndpoint {
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("not a TCP port: " + port);
        }
    }

    /// As one types it.
    public String command() {
        return "ssh -p " + port + " root@" + host;
    }
}
