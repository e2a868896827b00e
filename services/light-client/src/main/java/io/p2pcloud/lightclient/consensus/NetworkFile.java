package io.p2pcloud.lightclient.consensus;

import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.common.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// The written form of a [Network]: a JSON object.
///
/// | member | meaning |
/// |---|---|
/// | `name` | optional; else the file's name |
/// | `chainId` | number of the execution chain (EIP-155) |
/// | `genesisTime` | seconds since 1970 |
/// | `genesisValidatorsRoot` | `0x` and 64 digits |
/// | `preset` | `mainnet` or `minimal` |
/// | `secondsPerSlot` | whole seconds |
/// | `forks` | list of `{name, version, epoch}`, in order; `name` as in the beacon API, `version` 4 bytes |
/// | `weakSubjectivityEpochs` | optional, 3532 by default: how old a checkpoint may be |
///
/// A fork with an unknown name is kept as a limit: the network can be followed up to its epoch.
public final class NetworkFile {
    /// The networks that are built in.
    public static final List<String> BUILT_IN = List.of("mainnet", "sepolia", "hoodi", "devnet");

    private static final long FILE_LIMIT = 1 << 20;

    private NetworkFile() {}

    /// A built-in network, or the network in the JSON file of that name.
    ///
    /// @throws IllegalArgumentException when it is neither, or the file is no network
    /// @throws IOException when the file cannot be read
    public static Network find(String nameOrFile) throws IOException {
        if (BUILT_IN.contains(nameOrFile)) {
            return builtIn(nameOrFile);
        }
        var file = Path.of(nameOrFile);
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException(
                    "there is no network or file "
                            + nameOrFile
                            + "; built in are "
                            + String.join(", ", BUILT_IN));
        }
        if (Files.size(file) > FILE_LIMIT) {
            throw new IllegalArgumentException(nameOrFile + " is too large for a network file");
        }
        return read(Json.parse(Files.readAllBytes(file)), nameOf(file));
    }

    /// @throws IllegalArgumentException when no network of that name is built in
    public static Network builtIn(String name) {
        if (!BUILT_IN.contains(name)) {
            throw new IllegalArgumentException("no network is called " + name);
        }
        try (InputStream in = NetworkFile.class.getResourceAsStream(name + ".json")) {
            return read(Json.parse(Objects.requireNonNull(in, name).readAllBytes()), name);
        } catch (IOException e) {
            throw new IllegalStateException("the built-in network " + name + " is damaged", e);
        }
    }

    /// @param name what the network is called when it does not say so itself
    /// @throws IllegalArgumentException naming the member that is missing or wrong
    public static Network read(JsonNode json, String name) {
        var forks = new ArrayList<ForkEpoch>();
        long unknown = Long.MAX_VALUE;
        for (var each : member(json, "forks")) {
            long epoch = number(each, "epoch");
            var version = Bytes.ofHex(text(each, "version"));
            var fork = Fork.named(text(each, "name"));
            if (fork.isPresent()) {
                forks.add(new ForkEpoch(fork.get(), version, epoch));
            } else {
                unknown = Math.min(unknown, epoch);
            }
        }
        return new Network(
                optional(json, "name").map(NetworkFile::textOf).orElse(name),
                number(json, "chainId"),
                Instant.ofEpochSecond(number(json, "genesisTime")),
                Bytes32.ofHex(text(json, "genesisValidatorsRoot")),
                preset(text(json, "preset")),
                Duration.ofSeconds(number(json, "secondsPerSlot")),
                forks,
                unknown,
                optional(json, "weakSubjectivityEpochs")
                        .map(node -> numberOf(node, "weakSubjectivityEpochs"))
                        .orElse(Network.WEAK_SUBJECTIVITY_EPOCHS));
    }

    private static Preset preset(String name) {
        for (var preset : Preset.values()) {
            if (preset.name().toLowerCase(Locale.ROOT).equals(name)) {
                return preset;
            }
        }
        throw new IllegalArgumentException(
                "network member preset is mainnet or minimal, not " + name);
    }

    private static JsonNode member(JsonNode json, String name) {
        return optional(json, name)
                .orElseThrow(() ->
                        new IllegalArgumentException("network member " + name + " is missing"));
    }

    private static Optional<JsonNode> optional(JsonNode json, String name) {
        return Optional.ofNullable(json.get(name)).filter(node -> !node.isNull());
    }

    private static String text(JsonNode json, String name) {
        return textOf(member(json, name));
    }

    private static String textOf(JsonNode node) {
        if (!node.isString()) {
            throw new IllegalArgumentException("expected a text in the network, got " + node);
        }
        return node.stringValue();
    }

    private static long number(JsonNode json, String name) {
        return numberOf(member(json, name), name);
    }

    private static long numberOf(JsonNode node, String name) {
        if (!node.isIntegralNumber() || !node.canConvertToLong() || node.longValue() < 0) {
            throw new IllegalArgumentException(
                    "network member " + name + " is not a whole number: " + node);
        }
        return node.longValue();
    }

    private static String nameOf(Path file) {
        var name = String.valueOf(file.getFileName());
        return name.endsWith(".json") ? name.substring(0, name.length() - 5) : name;
    }
}
