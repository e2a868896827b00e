package io.p2pcloud.tenant;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;

/// Reads one line of an OpenSSH public key file (`type base64 comment`, RFC 4253 section 6.6).
public final class SshPublicKey {
    private static final Set<String> TYPES =
            Set.of(
                    "ssh-ed25519",
                    "ssh-rsa",
                    "ecdsa-sha2-nistp256",
                    "ecdsa-sha2-nistp384",
                    "ecdsa-sha2-nistp521",
                    "sk-ssh-ed25519@openssh.com",
                    "sk-ecdsa-sha2-nistp256@openssh.com");
    private static final int MAX_LENGTH = 4096;

    private SshPublicKey() {}

    /// @throws IllegalArgumentException with a sentence for the user when the line is no public key
    public static void check(String line) {
        if (line.contains("PRIVATE KEY")) {
            throw new IllegalArgumentException(
                    "This is an SSH private key. Give the public key, the file that ends in .pub.");
        }
        var parts = line.strip().split("\\s+", 3);
        if (line.length() > MAX_LENGTH || line.lines().count() != 1 || parts.length < 2) {
            throw notAKey("it is not one line of the form \"ssh-ed25519 AAAA... comment\"");
        }
        if (!TYPES.contains(parts[0])) {
            throw notAKey("\"" + parts[0] + "\" is not a key type that OpenSSH knows");
        }
        if (!parts[0].equals(embeddedType(parts[1]))) {
            throw notAKey("its second part is damaged or of another type");
        }
    }

    private static String embeddedType(String base64) {
        try {
            var blob = ByteBuffer.wrap(Base64.getDecoder().decode(base64));
            int length = blob.remaining() < Integer.BYTES ? -1 : blob.getInt();
            if (length < 0 || length >= blob.remaining()) {
                return "";
            }
            var type = new byte[length];
            blob.get(type);
            return new String(type, StandardCharsets.US_ASCII);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static IllegalArgumentException notAKey(String why) {
        return new IllegalArgumentException("This is not an SSH public key: " + why + ".");
    }
}
