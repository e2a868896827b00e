package io.p2pcloud.tenant;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The public keys in a user's `.ssh` folder.
public final class SshKeysFound {
    private static final int MAX_BYTES = 8192;

    private SshKeysFound() {}

    /// One line a key, ed25519 first; files that are no public keys are passed over.
    public static List<String> in(Path folder) {
        var keys = new ArrayList<String>();
        try (var files = Files.newDirectoryStream(folder, "*.pub")) {
            for (var file : files) {
                if (Files.isRegularFile(file) && Files.size(file) <= MAX_BYTES) {
                    addIfKey(Files.readString(file).strip(), keys);
                }
            }
        } catch (IOException | SecurityException _) {
            return List.copyOf(keys);
        }
        keys.sort(
                Comparator.comparing((String key) -> !key.startsWith("ssh-ed25519"))
                        .thenComparing(key -> key));
        return List.copyOf(keys);
    }

    private static void addIfKey(String line, List<String> keys) {
        try {
            SshPublicKey.check(line);
            keys.add(line);
        } catch (IllegalArgumentException _) {
            // Some other file that happens to end in .pub.
        }
    }
}
