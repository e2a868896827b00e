package io.p2pcloud.lightclient;

import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Json;
import io.p2pcloud.lightclient.consensus.Fork;
import io.p2pcloud.lightclient.consensus.HeaderRules;
import io.p2pcloud.lightclient.consensus.LightClientHeader;
import io.p2pcloud.lightclient.consensus.LightClientJson;
import io.p2pcloud.lightclient.consensus.LightClientStore;
import io.p2pcloud.lightclient.consensus.Network;
import io.p2pcloud.lightclient.consensus.SyncCommittee;
import io.p2pcloud.lightclient.ssz.Merkle;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Keeps the finalized part of the store between runs, in one JSON file that is replaced as a
/// whole. A file that is damaged (its digest tells) or of another network counts as absent.
///
/// The digest is no signature: like a checkpoint in the settings, the file is trusted, and who can
/// write here can also replace the program.
public final class StoreFile {
    private static final Logger LOG = System.getLogger(StoreFile.class.getName());
    private static final int FORMAT = 2;
    private static final String DIGEST = "sha256";
    private static final long LIMIT = 1 << 20;

    private final Path file;

    public StoreFile(Path file) {
        this.file = file;
    }

    /// What was saved for this network, if anything.
    Optional<LightClientStore> load(Network network) {
        try {
            if (!Files.exists(file) || Files.size(file) > LIMIT) {
                return Optional.empty();
            }
            return read(Json.parse(Files.readAllBytes(file)), network);
        } catch (IOException | IllegalArgumentException e) {
            LOG.log(Level.WARNING, "the light client''s store {0} is unreadable: {1}", file, e);
            return Optional.empty();
        }
    }

    /// Replaces the file. A failure is logged: the client goes on without.
    void save(Network network, LightClientStore store) {
        var json = new LinkedHashMap<String, Object>();
        json.put("format", FORMAT);
        json.put("chainId", network.chainId());
        json.put("genesisValidatorsRoot", network.genesisValidatorsRoot().toHex());
        json.put("finalized", LightClientJson.write(store.finalizedHeader()));
        json.put("current", LightClientJson.write(store.currentSyncCommittee()));
        store.nextCommittee().ifPresent(next -> json.put("next", LightClientJson.write(next)));
        json.put("previousMaxParticipants", store.previousMaxActiveParticipants());
        json.put("currentMaxParticipants", store.currentMaxActiveParticipants());
        json.put(DIGEST, digest(Json.write(json)));
        var bytes = Json.write(json).getBytes(StandardCharsets.UTF_8);
        var fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.write(fresh, bytes);
            replace(fresh);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "the light client''s store {0} was not saved: {1}", file, e);
        }
    }

    /// Forgets what was saved.
    void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "the light client''s store {0} was not deleted: {1}", file, e);
        }
    }

    private void replace(Path fresh) throws IOException {
        try {
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static Optional<LightClientStore> read(JsonNode json, Network network) {
        boolean mine =
                json.path("format").asInt(0) == FORMAT
                        && json.path("chainId").asLong(0) == network.chainId()
                        && json.path("genesisValidatorsRoot")
                                .asString("")
                                .equals(network.genesisValidatorsRoot().toHex());
        if (!mine) {
            return Optional.empty();
        }
        var written = json.path(DIGEST).asString("");
        if (!(json instanceof ObjectNode members)
                || !written.equals(digest(Json.write(members.without(DIGEST))))) {
            throw new IllegalArgumentException("it is damaged");
        }
        var finalized = header(json.path("finalized"));
        if (!HeaderRules.isValidLightClientHeader(network, finalized)) {
            throw new IllegalArgumentException("its finalized header is not valid");
        }
        @Nullable SyncCommittee next =
                json.has("next")
                        ? LightClientJson.readCommittee(json.path("next"), network.preset())
                        : null;
        return Optional.of(
                new LightClientStore(
                        finalized,
                        LightClientJson.readCommittee(json.path("current"), network.preset()),
                        next,
                        null,
                        finalized,
                        json.path("previousMaxParticipants").asInt(0),
                        json.path("currentMaxParticipants").asInt(0)));
    }

    private static String digest(String text) {
        return Bytes.of(Merkle.sha256(text.getBytes(StandardCharsets.UTF_8))).toHex();
    }

    /// Members tell in which container a header was written.
    private static LightClientHeader header(JsonNode json) {
        if (json.has("execution_block_hash")) {
            return LightClientJson.readHeader(json, Fork.GLOAS);
        }
        return LightClientJson.readHeader(json, json.has("execution") ? Fork.FULU : Fork.ALTAIR);
    }
}
