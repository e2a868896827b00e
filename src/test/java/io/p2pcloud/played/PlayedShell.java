package io.p2pcloud.played;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.command.AbstractCommandSupport;

/// A machine's SSH with the sealed host key. It knows two commands: `read`, and `write` with a
/// text.
final class PlayedShell implements AutoCloseable {
    private final SshServer server = SshServer.setUpDefaultServer();

    PlayedShell(int port, Map<String, String> payload, PlayedDisk disk)
            throws IOException, GeneralSecurityException {
        var text = Base64.getDecoder().decode(String.valueOf(payload.get("host-key")));
        var keys =
                SecurityUtils.loadKeyPairIdentities(
                        null, NamedResource.ofName("sealed"), new ByteArrayInputStream(text), null);
        server.setHost("127.0.0.1");
        server.setPort(port);
        server.setKeyPairProvider(KeyPairProvider.wrap(keys));
        server.setPublickeyAuthenticator((_, _, _) -> true);
        server.setCommandFactory((_, command) -> new Typed(command, disk));
        server.start();
    }

    @Override
    public void close() {
        try {
            server.stop(true);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Typed extends AbstractCommandSupport {
        private final PlayedDisk disk;

        Typed(String command, PlayedDisk disk) {
            super(command, null);
            this.disk = disk;
        }

        @Override
        public void run() {
            try {
                var words = getCommand().split(" ", 2);
                if (words[0].equals("write")) {
                    disk.write(words[1]);
                }
                getOutputStream().write(disk.read().getBytes(StandardCharsets.US_ASCII));
                getOutputStream().flush();
                onExit(0);
            } catch (IOException e) {
                onExit(1, e.getMessage());
            }
        }
    }
}
