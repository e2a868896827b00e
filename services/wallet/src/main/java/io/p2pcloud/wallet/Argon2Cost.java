package io.p2pcloud.wallet;

import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/// What one guess at a passphrase costs (Argon2id, RFC 9106). Written into each key file, so that
/// later versions can raise it; bounded on reading, so that a hostile file cannot eat the memory.
///
/// @param memoryKib working memory of one derivation, in KiB
public record Argon2Cost(int memoryKib, int iterations, int parallelism) {
    /// About a second on a small computer: 256 MiB, 3 passes, 4 lanes.
    public static final Argon2Cost STANDARD = new Argon2Cost(256 << 10, 3, 4);

    private static final int MAX_MEMORY_KIB = 1 << 20;
    private static final int MAX_ITERATIONS = 32;
    private static final int MAX_PARALLELISM = 16;

    public Argon2Cost {
        if (parallelism < 1
                || parallelism > MAX_PARALLELISM
                || iterations < 1
                || iterations > MAX_ITERATIONS
                || memoryKib < 8 * parallelism
                || memoryKib > MAX_MEMORY_KIB) {
            throw new IllegalArgumentException(
                    "Argon2 cost out of bounds: "
                            + memoryKib
                            + " KiB, "
                            + iterations
                            + " passes, "
                            + parallelism
                            + " lanes");
        }
    }

    /// 32 bytes; the caller wipes them and `passphrase`.
    byte[] derive(byte[] passphrase, byte[] salt) {
        var generator = new Argon2BytesGenerator();
        generator.init(
                new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                        .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                        .withMemoryAsKB(memoryKib)
                        .withIterations(iterations)
                        .withParallelism(parallelism)
                        .withSalt(salt)
                        .build());
        var key = new byte[32];
        generator.generateBytes(passphrase, key);
        return key;
    }
}
