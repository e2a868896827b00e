package io.p2pcloud.devnet;

import io.p2pcloud.common.Address;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.common.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;

/// What is deployed on this folder's chain.
///
/// @param build the hash of the artifacts it was deployed from
/// @param tokenCode keccak of the code that lies at the address
record DevnetContracts(
        Address token, Bytes32 tokenCode, Address market, Bytes32 marketCode, Bytes32 build) {
    static Optional<DevnetContracts> read(Path file) {
        try {
            var node = Json.parse(Files.readAllBytes(file));
            return Optional.of(
                    new DevnetContracts(
                            Address.ofHex(node.path("token").asString()),
                            Bytes32.ofHex(node.path("tokenCode").asString()),
                            Address.ofHex(node.path("market").asString()),
                            Bytes32.ofHex(node.path("marketCode").asString()),
                            Bytes32.ofHex(node.path("build").asString())));
        } catch (IOException | RuntimeException _) {
            return Optional.empty(); // absent or damaged: deployed anew
        }
    }

    void write(Path file) throws IOException {
        var temporary = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(
                temporary,
                Json.writePretty(
                        Map.of(
                                "token", token.checksummed(),
                                "tokenCode", tokenCode.toHex(),
                                "market", market.checksummed(),
                                "marketCode", marketCode.toHex(),
                                "build", build.toHex())));
        Files.move(
                temporary,
                file,
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }
}
