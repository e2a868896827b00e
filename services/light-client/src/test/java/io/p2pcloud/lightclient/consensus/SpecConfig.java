package io.p2pcloud.lightclient.consensus;

import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.lightclient.ssz.Merkle;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a case's `config.yaml` says: the network, and which fork a digest stands for.
///
/// @param digests every digest that the network ever has, with the fork it is of
record SpecConfig(Network network, Map<Bytes, Fork> digests) {
    private static final int DIGEST_SIZE = 4;

    SpecConfig {
        digests = Map.copyOf(digests);
    }

    static SpecConfig read(Map<String, Object> config, String name, Bytes32 genesisValidatorsRoot) {
        var forks = new ArrayList<ForkEpoch>();
        for (var fork : Fork.values()) {
            var version =
                    config.get((fork == Fork.PHASE0 ? "GENESIS" : fork.name()) + "_FORK_VERSION");
            var epoch = fork == Fork.PHASE0 ? 0 : config.get(fork.name() + "_FORK_EPOCH");
            // Forks that never come (epoch 2^64 - 1) are left out.
            if (version != null && epoch != null && isEver(epoch)) {
                forks.add(
                        new ForkEpoch(
                                fork,
                                SpecCase.bytes(version, ForkEpoch.VERSION_SIZE),
                                SpecCase.number(epoch).longValueExact()));
            }
        }
        var network =
                new Network(
                        name,
                        1,
                        Instant.EPOCH,
                        genesisValidatorsRoot,
                        Preset.valueOf(
                                String.valueOf(SpecCase.get(config, "PRESET_BASE"))
                                        .toUpperCase(Locale.ROOT)),
                        slotTime(config),
                        forks,
                        Long.MAX_VALUE,
                        Network.WEAK_SUBJECTIVITY_EPOCHS);
        return new SpecConfig(network, digests(network, config));
    }

    private static Duration slotTime(Map<String, Object> config) {
        return config.get("SLOT_DURATION_MS") == null
                ? Duration.ofSeconds(
                        SpecCase.number(config.getOrDefault("SECONDS_PER_SLOT", 6)).longValue())
                : Duration.ofMillis(
                        SpecCase.number(SpecCase.get(config, "SLOT_DURATION_MS")).longValue());
    }

    private static boolean isEver(Object epoch) {
        return SpecCase.number(epoch).bitLength() < 62;
    }

    private static Map<Bytes, Fork> digests(Network network, Map<String, Object> config) {
        var blobs = new TreeMap<Long, BigInteger>();
        for (var fork : network.forks()) {
            var limit = config.get("MAX_BLOBS_PER_BLOCK_ELECTRA");
            if (fork.fork() == Fork.ELECTRA && limit != null) {
                blobs.put(fork.epoch(), SpecCase.number(limit));
            }
        }
        for (var each : SpecCase.list(config.getOrDefault("BLOB_SCHEDULE", List.of()))) {
            var entry = SpecCase.map(each);
            if (isEver(SpecCase.get(entry, "EPOCH"))) {
                blobs.put(
                        SpecCase.number(SpecCase.get(entry, "EPOCH")).longValueExact(),
                        SpecCase.number(SpecCase.get(entry, "MAX_BLOBS_PER_BLOCK")));
            }
        }
        var digests = new HashMap<Bytes, Fork>();
        for (var each : network.forks()) {
            digests.put(base(network, each), each.fork());
            if (each.fork().isAtLeast(Fork.FULU)) {
                blobs.forEach((epoch, limit) ->
                        digests.put(mixed(base(network, each), epoch, limit), each.fork()));
            }
        }
        return digests;
    }

    private static Bytes base(Network network, ForkEpoch fork) {
        return SigningDomain.computeForkDigest(fork.version(), network.genesisValidatorsRoot());
    }

    /// `compute_fork_digest` since Fulu: the blob parameters of the epoch are mixed in.
    private static Bytes mixed(Bytes base, long epoch, BigInteger limit) {
        var hash =
                Merkle.sha256(
                        Bytes.of(Merkle.uint64(epoch).toArray()).slice(0, Long.BYTES).toArray(),
                        Bytes.of(Merkle.uint64(limit.longValueExact()).toArray())
                                .slice(0, Long.BYTES)
                                .toArray());
        var digest = new byte[DIGEST_SIZE];
        for (int i = 0; i < DIGEST_SIZE; i++) {
            digest[i] = (byte) (base.at(i) ^ hash[i]);
        }
        return Bytes.of(digest);
    }

    /// The fork with this digest.
    Fork fork(@Nullable Object digest) {
        var wanted = SpecCase.bytes(Optional.ofNullable(digest).orElse("0x"), DIGEST_SIZE);
        var fork = digests.get(wanted);
        if (fork == null) {
            throw new AssertionError("no fork of this network has the digest " + wanted);
        }
        return fork;
    }
}
