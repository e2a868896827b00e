package io.p2pcloud.devnet;

import java.nio.file.Path;
import java.util.OptionalInt;

/// Where the embedded chain lives.
///
/// @param folder its own, for the chain's state; one process owns it at a time
/// @param installRoot the application's folder, below which its programs are installed
/// @param port on loopback; empty for the last one used, or any free one
public record DevnetPlace(Path folder, Path installRoot, OptionalInt port) {
    private static final int MAX_PORT = 65_535;

    public DevnetPlace {
        folder = folder.toAbsolutePath();
        if (port.isPresent() && (port.getAsInt() < 1 || port.getAsInt() > MAX_PORT)) {
            throw new IllegalArgumentException(
                    port.getAsInt() + " is no port: choose one from 1 to 65535");
        }
    }

    Path state() {
        return folder.resolve("chain.json.gz");
    }

    Path loading() {
        return folder.resolve("chain.loading.json");
    }

    Path head() {
        return folder.resolve("head");
    }

    Path process() {
        return folder.resolve("process.json");
    }

    Path contracts() {
        return folder.resolve("contracts.json");
    }

    Path log() {
        return folder.resolve("anvil.log");
    }
}
