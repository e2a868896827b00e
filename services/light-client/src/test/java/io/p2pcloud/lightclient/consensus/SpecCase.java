package io.p2pcloud.lightclient.consensus;

import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Bytes32;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/// One folder of the official light-client tests (consensus specs, `tests/formats/light_client`).
final class SpecCase {
    private final Path folder;

    SpecCase(Path folder) {
        this.folder = folder;
    }

    Object yaml(String name) throws IOException {
        if (!has(name)) {
            throw new AssertionError("no file " + name);
        }
        try (var in = Files.newInputStream(folder.resolve(name))) {
            return new Yaml(new SafeConstructor(new LoaderOptions())).load(in);
        }
    }

    byte[] ssz(String name) throws IOException {
        if (!has(name + ".ssz_snappy")) {
            throw new AssertionError("no file " + name + ".ssz_snappy");
        }
        return Snappy.decode(Files.readAllBytes(folder.resolve(name + ".ssz_snappy")));
    }

    boolean has(String name) {
        return Files.exists(folder.resolve(name));
    }

    boolean isOnPath(String name) {
        return names().contains(name);
    }

    /// The fork that a folder on the path is called after.
    Fork forkOnPath() {
        return names().stream()
                .flatMap(name -> Fork.named(name).stream())
                .findFirst()
                .orElseThrow(() -> new AssertionError("no folder on the path names the fork"));
    }

    /// The preset that a folder on the path is called after; minimal where none is.
    Preset presetOnPath() {
        return isOnPath("mainnet") ? Preset.MAINNET : Preset.MINIMAL;
    }

    /// The innermost first.
    private List<String> names() {
        var names = new ArrayList<String>();
        for (var part : folder.toAbsolutePath()) {
            names.addFirst(part.toString());
        }
        return names;
    }

    SpecConfig config(Bytes32 genesisValidatorsRoot) throws IOException {
        return SpecConfig.read(
                map(yaml("config.yaml")),
                String.valueOf(folder.getFileName()),
                genesisValidatorsRoot);
    }

    @SuppressWarnings("unchecked") // YAML maps of the official format have text keys
    static Map<String, Object> map(Object yaml) {
        if (!(yaml instanceof Map)) {
            throw new AssertionError("not a YAML mapping: " + yaml);
        }
        return (Map<String, Object>) yaml;
    }

    @SuppressWarnings("unchecked") // as above
    static List<Object> list(Object yaml) {
        if (!(yaml instanceof List)) {
            throw new AssertionError("not a YAML list: " + yaml);
        }
        return (List<Object>) yaml;
    }

    /// The member of that name, which the format requires.
    static Object get(Map<String, Object> map, String name) {
        var value = map.get(name);
        if (value == null) {
            throw new AssertionError("no member " + name);
        }
        return value;
    }

    static BigInteger number(Object yaml) {
        return new BigInteger(String.valueOf(yaml));
    }

    /// Hexadecimal with or without quotes: YAML reads the latter as a number.
    static Bytes bytes(Object yaml, int size) {
        if (yaml instanceof String text) {
            return Bytes.ofHex(text);
        }
        return Bytes.of(
                HexFormat.of().parseHex(String.format("%0" + 2 * size + "x", number(yaml))));
    }

    static Bytes32 bytes32(Object yaml) {
        return new Bytes32(bytes(yaml, Bytes32.SIZE));
    }
}
