package io.p2pcloud.market;

import static org.assertj.core.api.Assertions.assertThat;

import io.p2pcloud.chain.BlockTag;
import io.p2pcloud.chain.CallOutcome;
import io.p2pcloud.chain.ContractCall;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.common.Keccak;
import io.p2pcloud.wallet.SigningKey;
import java.nio.file.Path;
import java.time.Duration;
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
}
