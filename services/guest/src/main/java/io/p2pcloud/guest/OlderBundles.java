package io.p2pcloud.guest;

import io.p2pcloud.common.Bytes32;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Base images of bundles that were built before. The build leaves each bundle in a folder of its
/// own beside the others, because a server's disk lies over the image that it began with until it
/// is rebuilt.
final class OlderBundles {
    private static final Pattern NAME = Pattern.compile("[0-9a-f]{16}");

    private OlderBundles() {}

    /// @param newest whose folder lies beside theirs
    /// @throws IOException when the image is there and damaged
    static Optional<Image> image(BootBundle newest, String id, Bytes32 rootHash)
            throws IOException {
        for (var folder : folders(newest.folder())) {
            var found = BundleReader.image(folder, id, rootHash);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static List<Path> folders(Path newest) throws IOException {
        var found = new ArrayList<Path>();
        var parent = newest.toAbsolutePath().getParent();
        if (parent == null) {
            return found;
        }
        try (var beside = Files.newDirectoryStream(parent)) {
            for (var folder : beside) {
                boolean bundle =
                        NAME.matcher(String.valueOf(folder.getFileName())).matches()
                                && Files.isRegularFile(folder.resolve(BundleReader.INDEX));
                if (bundle && !folder.equals(newest.toAbsolutePath())) {
                    found.add(folder);
                }
            }
        }
        found.sort(null);
        return found;
    }
}
