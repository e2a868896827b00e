package io.p2pcloud.lightclient.consensus;

import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Bytes32;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
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
        try (var in = Files.newInputStream(folder.resolve(name))) {
            return new Yaml(new SafeConstructor(new LoaderOptions())).load(in);
        }
    }

    byte[] ssz(String name) throws IOException {
        return Snappy.decode(Files.readAllBytes(folder.resolve(name + ".ssz_snappy")));
    }

    /// The network that `config.yaml` and the genesis root describe; forks that never come (epoch
    /// 2^64 - 1) are left out.
    Network network(Bytes32 genesisValidatorsRoot) throws IOException {
        var config = map(yaml("config.yaml"));
        var forks = new ArrayList<ForkEpoch>();
        for (var fork : Fork.values()) {
            var version =
                    config.get((fork == Fork.PHASE0 ? "GENESIS" : fork.name()) + "_FORK_VERSION");
            var epoch = fork == Fork.PHASE0 ? 0 : config.get(fork.name() + "_FORK_EPOCH");
            if (version != null && epoch != null && number(epoch).bitLength() < 63) {
                forks.add(
                        new ForkEpoch(
                                fork,
                                bytes(version, ForkEpoch.VERSION_SIZE),
                                number(epoch).longValueExact()));
            }
        }
        return new Network(
                folder.getFileName().toString(),
                1,
                Instant.EPOCH,
                genesisValidatorsRoot,
                Preset.valueOf(String.valueOf(config.get("PRESET_BASE")).toUpperCase(Locale.ROOT)),
                Duration.ofSeconds(number(config.getOrDefault("SECONDS_PER_SLOT", 6)).longValue()),
                forks,
                Long.MAX_VALUE,
                Network.WEAK_SUBJECTIVITY_EPOCHS);
    }

    /// The containers' fork: the one with this digest, else (since Fulu digests mix in the blob
    /// schedule) the fork of the attested slot.
    static Fork forkOfDigest(Network network, Object digest, long slot) {
        var wanted = bytes(digest, 4);
        for (var each : network.forks()) {
            var base =
                    SigningDomain.computeForkDigest(
                            each.version(), network.genesisValidatorsRoot());
            if (base.equals(wanted)) {
                return each.fork();
            }
        }
        var bySlot = network.forkAtSlot(slot);
        if (!bySlot.isAtLeast(Fork.FULU)) {
            throw new AssertionError("no fork has the digest " + wanted);
        }
        return bySlot;
    }

    @SuppressWarnings("unchecked") // YAML maps of the official format have text keys
    static Map<String, Object> map(Object yaml) {
        return (Map<String, Object>) yaml;
    }

    @SuppressWarnings("unchecked") // as above
    static List<Object> list(Object yaml) {
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
