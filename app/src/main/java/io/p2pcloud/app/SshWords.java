package io.p2pcloud.app;

import io.p2pcloud.tenant.ServerSnapshot;
import io.p2pcloud.tenant.Servers;
import io.p2pcloud.tenant.SshEndpoint;
import java.io.IOException;

/// How to log in to a running server from any terminal.
final class SshWords {
    private SshWords() {}

    /// The command with the key that the server takes and the file with its host key; without them
    /// when these cannot be written, or the server ended meanwhile.
    static String of(Servers servers, ServerSnapshot server, SshEndpoint ssh) {
        try {
            return servers.sshCommand(server.id());
        } catch (IOException e) {
            System.getLogger(SshWords.class.getName())
                    .log(System.Logger.Level.DEBUG, "the files for ssh", e);
            return ssh.command();
        }
    }
}
