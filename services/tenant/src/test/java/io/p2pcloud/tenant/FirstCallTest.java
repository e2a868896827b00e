package io.p2pcloud.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import io.p2pcloud.chain.ChainId;
import io.p2pcloud.common.Address;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.common.TokenAmount;
import io.p2pcloud.market.MarketDigests;
import io.p2pcloud.market.Provider;
import io.p2pcloud.market.Reputation;
import io.p2pcloud.protocol.NodeBinding.Role;
import io.p2pcloud.protocol.TlsIdentity;
import io.p2pcloud.wallet.SigningKey;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Over providers who do not answer, which is no harm: what counts is who gets the connection.
class FirstCallTest {
    private static final MarketDigests MARKET = new MarketDigests(new ChainId(31337), Address.ZERO);

    private final TlsIdentity identity = identity();
    private final List<String> called = new ArrayList<>();
    private final FirstCall first =
            new FirstCall(provider -> {
                called.add(provider.endpoint());
                return ProviderClient.to(provider, identity, MARKET, () -> Samples.NOW);
            });

    @AfterEach
    void close() {
        first.close();
    }

    @Test
    void theConnectionIsGivenOnceToWhoAsksForThatProvider() {
        first.to(provider("127.0.0.1:1"));
        try (var taken = first.take(provider("127.0.0.1:1")).orElseThrow()) {
            assertThat(taken).isNotNull();
        }
        assertThat(first.take(provider("127.0.0.1:1"))).isEmpty();
    }

    @Test
    void anotherProviderOrOneWhoseEntryChangedGetsNone() {
        first.to(provider("127.0.0.1:1"));
        assertThat(first.take(provider("127.0.0.1:2"))).isEmpty();
    }

    @Test
    void aReviewOfTheSameOfferCallsNoSecondTime() {
        first.to(provider("127.0.0.1:1"));
        first.to(provider("127.0.0.1:1"));
        assertThat(called).containsExactly("127.0.0.1:1");
    }

    @Test
    void aReviewOfAnotherOfferReplacesTheFirst() {
        first.to(provider("127.0.0.1:1"));
        first.to(provider("127.0.0.1:2"));
        assertThat(called).containsExactly("127.0.0.1:1", "127.0.0.1:2");
        assertThat(first.take(provider("127.0.0.1:1"))).isEmpty();
    }

    @Test
    void anEntryThatNamesNoAddressIsPassedOver() {
        first.to(provider("nowhere"));
        assertThat(first.take(provider("nowhere"))).isEmpty();
    }

    @Test
    void nobodyIsCalledOnceTheServiceEnds() {
        first.close();
        first.to(provider("127.0.0.1:1"));
        assertThat(called).isEmpty();
    }

    private static Provider provider(String endpoint) {
        return new Provider(
                Address.ofHex("0x00000000000000000000000000000000000000aa"),
                endpoint,
                Bytes32.ZERO,
                "",
                Bytes32.ZERO,
                TokenAmount.ZERO,
                Samples.NOW,
                Optional.empty(),
                0,
                Reputation.NONE);
    }

    private static TlsIdentity identity() {
        try {
            var random = SecureRandom.getInstance("SHA1PRNG");
            random.setSeed(5);
            return TlsIdentity.create(
                    MARKET.chain().value(),
                    MARKET.market(),
                    SigningKey.create(random),
                    Role.TENANT,
                    Samples.NOW,
                    random);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
