package io.p2pcloud.release;

import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Bytes32;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

/// What the guest key signs again and again while the machine runs, and what the market pays for.
///
/// @param beat the lease's current beat, which the guest read from the chain by its own network
/// @param served whole seconds of the guest's monotonic clock since it first saw this beat
public record Heartbeat(LeaseBoot boot, Bytes32 beat, Duration served) {
    private static final Bytes32 DOMAIN =
            Bytes32.of(
                    Arrays.copyOf(
                            "p2pcloud-heartbeat/v1".getBytes(StandardCharsets.US_ASCII),
                            Bytes32.SIZE));

    public Heartbeat {
        if (served.isNegative() || !served.equals(Duration.ofSeconds(served.toSeconds()))) {
            throw new IllegalArgumentException("served is in whole seconds, got " + served);
        }
    }

    /// The seven 32-byte words that are signed, as a contract's `abi.encode` gives them: domain
    /// (left aligned), chain, market, lease, boot, beat, served.
    public Bytes words() {
        var words = new ByteArrayOutputStream();
        words.writeBytes(DOMAIN.toArray());
        words.writeBytes(Bytes32.ofNumber(boot.chainId()).toArray());
        words.writeBytes(new byte[12]);
        words.writeBytes(boot.market().toArray());
        words.writeBytes(boot.lease().toArray());
        words.writeBytes(Bytes32.ofNumber(boot.boot()).toArray());
        words.writeBytes(beat.toArray());
        words.writeBytes(Bytes32.ofNumber(served.toSeconds()).toArray());
        return Bytes.of(words.toByteArray());
    }

    /// SHA-256 of the words.
    public Bytes32 digest() {
        return Transcripts.sha256(words());
    }
}
