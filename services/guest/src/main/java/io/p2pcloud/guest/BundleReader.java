package io.p2pcloud.guest;

import io.p2pcloud.common.Bytes32;
import io.p2pcloud.common.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// Reads `bundle.json`. Its names are validated here: a file is a plain name inside the folder.
final class BundleReader {
    static final String INDEX = "bundle.json";
    private static final long FORMAT = 1;
    private static final long MAX_INDEX = 1 << 20;
    private static final Pattern FILE_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    private final Path folder;
    private final CheckedFiles checked;

    private BundleReader(Path folder, CheckedFiles checked) {
        this.folder = folder;
        this.checked = checked;
    }

    static BootBundle read(Path folder) throws IOException {
        // The build makes `current` a link to the newest bundle: a guest keeps the one it began
        // with.
        try {
            var real = folder.toRealPath();
            var index = real.resolve(INDEX);
            if (Files.size(index) > MAX_INDEX) {
                throw new IOException(
                        index + " is too large to be a bundle's index; build it anew");
            }
            var checked = CheckedFiles.in(real);
            var bundle =
                    new BundleReader(real, checked).bundle(Json.parse(Files.readAllBytes(index)));
            checked.save();
            return bundle;
        } catch (NoSuchFileException e) {
            throw new IOException(
                    "There is no boot bundle in "
                            + folder
                            + ": "
                            + e.getFile()
                            + " is missing. Run ./run --build to make it.",
                    e);
        } catch (IllegalArgumentException e) {
            throw new IOException(
                    "The boot bundle in "
                            + folder
                            + " has a malformed "
                            + INDEX
                            + " ("
                            + e.getMessage()
                            + "). Run ./run --build to make it anew.",
                    e);
        }
    }

    /// The image of exactly this root hash, if the bundle in the folder has it; the rest of that
    /// bundle is not looked at.
    static Optional<Image> image(Path folder, String id, Bytes32 rootHash) throws IOException {
        var checked = CheckedFiles.in(folder);
        var reader = new BundleReader(folder, checked);
        try {
            for (var each : Json.parse(Files.readAllBytes(folder.resolve(INDEX))).path("images")) {
                if (text(each, "id").equals(id)
                        && text(each, "rootHash").equals(rootHash.toHex())) {
                    var image = new Image(id, text(each, "title"), reader.verity(each));
                    checked.save();
                    return Optional.of(image);
                }
            }
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // no bundle that this program can read
        }
    }

    private BootBundle bundle(JsonNode index) throws IOException {
        if (number(index, "format") != FORMAT) {
            throw new IllegalArgumentException("its format is not " + FORMAT);
        }
        var images = new ArrayList<Image>();
        for (var each : index.path("images")) {
            images.add(new Image(text(each, "id"), text(each, "title"), verity(each)));
        }
        if (images.isEmpty()) {
            throw new IllegalArgumentException("it lists no image");
        }
        return new BootBundle(
                folder,
                text(index, "kernelRelease"),
                file(index.path("kernel")),
                file(index.path("initramfs")),
                verity(index.path("modules")),
                images,
                index.has("firmware")
                        ? Optional.of(file(index.path("firmware")))
                        : Optional.empty());
    }

    private VerityImage verity(JsonNode node) throws IOException {
        return new VerityImage(
                file(node),
                Bytes32.ofHex(text(node, "rootHash")),
                Bytes32.ofHex(text(node, "salt")),
                number(node, "blocks"));
    }

    private BundleFile file(JsonNode node) throws IOException {
        var name = text(node, "file");
        if (!FILE_NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("a file has an impossible name");
        }
        var file =
                new BundleFile(
                        folder.resolve(name),
                        number(node, "size"),
                        Bytes32.ofHex(text(node, "sha256")));
        checked.require(file);
        return file;
    }

    private static String text(JsonNode node, String name) {
        var value = node.path(name);
        if (!value.isString()) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return value.stringValue();
    }

    private static long number(JsonNode node, String name) {
        var value = node.path(name);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return value.longValue();
    }
}
