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
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/// The digests that keys sign for the market of one chain; the contract computes the same. Those of
/// launch key and guest key hash 32-byte words as `abi.encode` gives them: the purpose, then chain,
/// market and lease, so that nothing signed is worth anything elsewhere.
public record MarketDigests(ChainId chain, Address market) {
    private static final String ACTIVATE = "p2pcloud-activate/v1";
    private static final String HEARTBEAT = "p2pcloud-heartbeat/v1";
    private static final String HALT = "p2pcloud-halt/v1";
    private static final String RESUME = "p2pcloud-resume/v1";
    private static final String CONSENT = "p2pcloud-consent-close/v1";
    private static final String QUOTE =
            "Quote(uint32 offer,address tenant,uint128 price,uint16 units,uint64 nonce,uint40"
                    + " expiry)";

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

    /// For the launch key: the lease may be halted until `expiry`. Keccak-256.
    ///
    /// @param nonce the lease's present control nonce
    public Bytes32 halt(LeaseId lease, long nonce, Instant expiry) {
        return control(HALT, lease, nonce, expiry);
    }

    /// The same to resume it.
    public Bytes32 resume(LeaseId lease, long nonce, Instant expiry) {
        return control(RESUME, lease, nonce, expiry);
    }

    private Bytes32 control(String purpose, LeaseId lease, long nonce, Instant expiry) {
        return Keccak.hash(
                words(
                        Eip712.word(purpose),
                        lease,
                        Bytes32.ofNumber(nonce),
                        Bytes32.ofNumber(expiry.getEpochSecond())));
    }

    /// For the launch key: the provider may close the lease and forfeit nothing. Keccak-256.
    public Bytes32 consent(LeaseId lease) {
        return Keccak.hash(words(Eip712.word(CONSENT), lease));
    }

    /// For the provider or his delegate: the price of a quote. EIP-712, so that wallets show what
    /// is signed.
    public Bytes32 quote(Quote quote) {
        var content =
                Eip712.structHash(
                        QUOTE,
                        List.of(
                                Bytes32.ofNumber(quote.offer().number()),
                                Eip712.word(quote.tenant()),
                                Bytes32.ofNumber(quote.price().wadPerSecond()),
                                Bytes32.ofNumber(quote.units()),
                                Bytes32.ofNumber(quote.nonce()),
                                Bytes32.ofNumber(quote.expiry().getEpochSecond())));
        return Eip712.digest(
                new Eip712.Domain("P2P Cloud Market", "1", chain.value(), market), content);
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
