package io.p2pcloud.market;

import static org.assertj.core.api.Assertions.assertThat;

import io.p2pcloud.chain.BlockTag;
import io.p2pcloud.chain.CallOutcome;
import io.p2pcloud.chain.ChainId;
import io.p2pcloud.chain.ContractCall;
import io.p2pcloud.common.Address;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.common.Keccak;
import io.p2pcloud.common.Rate;
import io.p2pcloud.wallet.SigningKey;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Our digests against the contract's own.
final class MarketDigestsTest {
    private static final MarketAbi ABI = new MarketAbi();
    private static final LeaseId LEASE = new LeaseId(Keccak.hash(new byte[] {3}));
    private static final SigningKey GUEST = SigningKey.ofSecret(Bytes32.ofNumber(9).toArray());

    @TempDir static Path folder;
    private static TestMarket world;

    @BeforeAll
    static void start() {
        world = new TestMarket(folder);
    }

    @AfterAll
    static void stop() {
        if (world != null) {
            world.close();
        }
    }

    private static Bytes32 ask(String function, Object... arguments) {
        var outcome =
                world.chain
                        .call(
                                ContractCall.to(
                                        world.market.address(),
                                        ABI.function(function).call(arguments)),
                                BlockTag.latest())
                        .value();
        return ABI.function(function).results(((CallOutcome.Returned) outcome).output()).word("0");
    }

    @Test
    void namesLeasesAsTheContractDoes() {
        assertThat(LeaseId.of(world.chain.id(), world.market.address(), 7).value())
                .isEqualTo(ask("leaseIdOf", 7));
    }

    @Test
    void digestsAsTheContractDoes() {
        var digests = world.market.digests();
        assertThat(digests.activation(LEASE, 3, GUEST.address()))
                .isEqualTo(ask("activationDigest", LEASE.value(), 3, GUEST.address()));
        var beat = Keccak.hash(new byte[] {4});
        assertThat(digests.heartbeat(LEASE, 3, beat, Duration.ofSeconds(77)))
                .isEqualTo(ask("heartbeatDigest", LEASE.value(), 3, beat, 77));
    }

    @Test
    void digestsWhatTheLaunchKeySignsAsTheContractDoes() {
        var digests = world.market.digests();
        var expiry = Instant.ofEpochSecond(1_900_000_000);
        assertThat(digests.halt(LEASE, 5, expiry))
                .isEqualTo(ask("haltDigest", LEASE.value(), 5, expiry.getEpochSecond()));
        assertThat(digests.resume(LEASE, 5, expiry))
                .isEqualTo(ask("resumeDigest", LEASE.value(), 5, expiry.getEpochSecond()));
        assertThat(digests.consent(LEASE)).isEqualTo(ask("consentDigest", LEASE.value()));
    }

    @Test
    void digestsQuotesAsTheContractDoes() {
        var quote =
                new Quote(
                        new OfferId(7),
                        GUEST.address(),
                        new Rate(BigInteger.TEN.pow(20)),
                        2,
                        4,
                        Instant.ofEpochSecond(1_900_000_000));
        assertThat(world.market.digests().quote(quote))
                .isEqualTo(
                        ask(
                                "quoteDigest",
                                List.of(
                                        7,
                                        GUEST.address(),
                                        BigInteger.TEN.pow(20),
                                        2,
                                        4,
                                        1_900_000_000L)));
    }

    /// The vectors of services/contracts/README.md.
    @Test
    void digestsTheDocumentedVectors() {
        var chain = new ChainId(31_337);
        var market = Address.ofHex("0x5FbDB2315678afecb367f032d93F642f64180aa3");
        var digests = new MarketDigests(chain, market);
        var lease = LeaseId.of(chain, market, 1);
        var expiry = Instant.ofEpochSecond(1_900_000_000);
        assertThat(lease.toHex())
                .isEqualTo("0x795f3e80a60304670fd0be61bdaf557730f112756726a2dbb6613750fc782bdd");
        assertThat(digests.halt(lease, 5, expiry).toHex())
                .isEqualTo("0x6f660ae66c4170a79337d41a24b1b1d8bd398e5c504fd3921ea045395c682d63");
        assertThat(digests.resume(lease, 5, expiry).toHex())
                .isEqualTo("0x37510fed015bb628786d4ebd2393fd68b1db3dd6283d3aad9bd9eb315158f671");
        assertThat(digests.consent(lease).toHex())
                .isEqualTo("0x0c8413c1949b8c892eef6886832fd983f1ffafbafe694f2c730b73cf83dcca29");
        var quote =
                new Quote(
                        new OfferId(7),
                        Address.ofHex("0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC"),
                        new Rate(BigInteger.TEN.pow(20)),
                        2,
                        4,
                        expiry);
        assertThat(digests.quote(quote).toHex())
                .isEqualTo("0x689f30949acabb5a6b20a948969bf5bc22ed3fc2f8bec4aaf3146494106a990c");
    }
}
