package io.p2pcloud.market;

import io.p2pcloud.chain.ChainId;
import io.p2pcloud.common.Address;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.common.Keccak;
import io.p2pcloud.wallet.Eip712;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;

/// The digests that launch key and guest key sign for the market of one chain; the contract
/// computes the same. Each hashes 32-byte words as `abi.encode` gives them: the purpose, then
/// chain, market and lease, so that nothing signed is worth anything elsewhere.
public record MarketDigests(ChainId chain, Address market) {
    private static final String ACTIVATE = "p2pcloud-activate/v1";
    private static final String HEARTBEAT = "p2pcloud-heartbeat/v1";

    /// For the launch key: this boot, with this guest key, may start. Keccak-256.
    public Bytes32 activation(LeaseId lease, int boot, Address guestKey) {
        return Keccak.hash(
                words(Eip712.word(ACTIVATE), lease, Bytes32.ofNumber(boot), Eip712.word(guestKey)));
    }

    /// For the guest key: the machine ran for `served` (whole seconds) since `beat`. SHA-256, which
    /// every small system has; the purpose is its ASCII bytes, left aligned.
    public Bytes32 heartbeat(LeaseId lease, int boot, Bytes32 beat, Duration served) {
        var purpose = Arrays.copyOf(HEARTBEAT.getBytes(StandardCharsets.US_ASCII), Bytes32.SIZE);
        var words =
                words(
                        Bytes32.of(purpose),
                        lease,
                        Bytes32.ofNumber(boot),
                        beat,
                        Bytes32.ofNumber(served.toSeconds()));
        try {
            return Bytes32.of(MessageDigest.getInstance("SHA-256").digest(words));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private byte[] words(Bytes32 purpose, LeaseId lease, Bytes32... more) {
        var words = new ByteArrayOutputStream();
        words.writeBytes(purpose.toArray());
        words.writeBytes(Bytes32.ofNumber(chain.value()).toArray());
        words.writeBytes(Eip712.word(market).toArray());
        words.writeBytes(lease.value().toArray());
        for (var each : more) {
            words.writeBytes(each.toArray());
        }
        return words.toByteArray();
    }
}
