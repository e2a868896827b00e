package io.p2pcloud.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.p2pcloud.chain.Checked;
import io.p2pcloud.chain.Trust;
import io.p2pcloud.common.Address;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.common.Rate;
import io.p2pcloud.common.Tier;
import io.p2pcloud.common.TokenAmount;
import io.p2pcloud.market.CloseReason;
import io.p2pcloud.market.Lease;
import io.p2pcloud.market.LeaseId;
import io.p2pcloud.market.LeaseSource;
import io.p2pcloud.market.LeaseState;
import io.p2pcloud.market.OfferId;
import io.p2pcloud.market.Provider;
import io.p2pcloud.market.Reputation;
import io.p2pcloud.tenant.LaunchFailure.Reason;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ToldLeaseTest {
    private static final LeaseId ID = new LeaseId(Bytes32.ofNumber(7));
    private static final Facts TRUE =
            new Facts("aa", "bb", "cc", 1, 2, Tier.STANDARD, 0, "host:1", 9);

    /// All that a launch goes by.
    record Facts(
            String tenant,
            String provider,
            String launchKey,
            long version,
            long offer,
            Tier tier,
            int boot,
            String endpoint,
            long tlsKeyHash) {}

    /// A market in which one lease stands.
    private record Market(Lease lease, Provider provider) implements LeaseSource {
        static Market of(Facts facts) {
            return new Market(
                    ToldLeaseTest.lease(facts, new LeaseState.Active(), TokenAmount.ofUnits(5)),
                    ToldLeaseTest.provider(facts));
        }

        @Override
        public Checked<Optional<Lease>> lease(LeaseId id) {
            return new Checked<>(Optional.of(lease).filter(it -> it.id().equals(id)), REPORTED);
        }

        @Override
        public Checked<Optional<Provider>> provider(Address account) {
            return new Checked<>(
                    Optional.of(provider).filter(it -> it.account().equals(account)), REPORTED);
        }
    }

    private static final Trust REPORTED = new Trust.Unproven("node");

    @Test
    void isProvenWhenTheMarketHoldsTheSame() throws LaunchException {
        var told = ToldLease.read(Market.of(TRUE), ID);
        var later =
                new Market(
                        lease(TRUE, new LeaseState.Active(), TokenAmount.ofUnits(4)),
                        ToldLeaseTest.provider(TRUE));
        assertThat(told.proven(later).value().escrow()).isEqualTo(TokenAmount.ofUnits(4));
    }

    static Stream<Facts> lies() {
        return Stream.of(
                new Facts("ab", "bb", "cc", 1, 2, Tier.STANDARD, 0, "host:1", 9),
                new Facts("aa", "bc", "cc", 1, 2, Tier.STANDARD, 0, "host:1", 9),
                new Facts("aa", "bb", "cd", 1, 2, Tier.STANDARD, 0, "host:1", 9),
                new Facts("aa", "bb", "cc", 2, 2, Tier.STANDARD, 0, "host:1", 9),
                new Facts("aa", "bb", "cc", 1, 3, Tier.STANDARD, 0, "host:1", 9),
                new Facts("aa", "bb", "cc", 1, 2, Tier.CONFIDENTIAL, 0, "host:1", 9),
                new Facts("aa", "bb", "cc", 1, 2, Tier.STANDARD, 1, "host:1", 9),
                new Facts("aa", "bb", "cc", 1, 2, Tier.STANDARD, 0, "host:2", 9),
                new Facts("aa", "bb", "cc", 1, 2, Tier.STANDARD, 0, "host:1", 8));
    }

    @ParameterizedTest
    @MethodSource("lies")
    void isRefusedWhenOneFactOfTheLaunchIsAnother(Facts lie) throws LaunchException {
        var told = ToldLease.read(Market.of(lie), ID);
        assertRefused(() -> told.proven(Market.of(TRUE)), Reason.CHAIN_REFUSED);
    }

    @Test
    void isRefusedWhenItIsNotThere() throws LaunchException {
        var told = ToldLease.read(Market.of(TRUE), ID);
        var other = new LeaseId(Bytes32.ofNumber(8));
        assertRefused(() -> ToldLease.read(Market.of(TRUE), other), Reason.CHAIN_REFUSED);
        var empty =
                new LeaseSource() {
                    @Override
                    public Checked<Optional<Lease>> lease(LeaseId id) {
                        return new Checked<>(Optional.empty(), REPORTED);
                    }

                    @Override
                    public Checked<Optional<Provider>> provider(Address account) {
                        return new Checked<>(Optional.empty(), REPORTED);
                    }
                };
        assertRefused(() -> told.proven(empty), Reason.CHAIN_REFUSED);
    }

    @Test
    void isRefusedWhenItIsOver() throws LaunchException {
        var told = ToldLease.read(Market.of(TRUE), ID);
        var over = new LeaseState.Closing(CloseReason.TENANT, Samples.NOW);
        var closed = new Market(lease(TRUE, over, TokenAmount.ZERO), provider(TRUE));
        assertRefused(() -> ToldLease.read(closed, ID), Reason.CHAIN_REFUSED);
        assertRefused(() -> told.proven(closed), Reason.CHAIN_REFUSED);
    }

    private interface Act {
        Object run() throws LaunchException;
    }

    private static void assertRefused(Act act, Reason reason) {
        assertThatThrownBy(act::run)
                .isInstanceOfSatisfying(
                        LaunchException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    private static Address account(String end) {
        return Address.ofHex("0x" + "00".repeat(19) + end);
    }

    private static Provider provider(Facts facts) {
        return new Provider(
                account(facts.provider),
                facts.endpoint,
                Bytes32.ofNumber(facts.tlsKeyHash),
                "local",
                Bytes32.ZERO,
                TokenAmount.ZERO,
                Samples.NOW,
                Optional.empty(),
                1,
                Reputation.NONE);
    }

    private static Lease lease(Facts facts, LeaseState state, TokenAmount escrow) {
        return new Lease(
                ID,
                account(facts.tenant),
                account(facts.provider),
                account(facts.launchKey),
                new Lease.Origin.FromOffer(new OfferId(facts.offer)),
                facts.tier,
                Rate.perMonth(TokenAmount.ofDecimal("5", 6)),
                50,
                Duration.ofHours(1),
                Duration.ofHours(1),
                Duration.ofHours(1),
                Samples.NOW.plus(Duration.ofDays(30)),
                Bytes32.ofNumber(facts.version),
                false,
                state,
                escrow,
                TokenAmount.ZERO,
                facts.boot,
                Optional.empty(),
                Bytes32.ZERO,
                Optional.empty(),
                Optional.empty(),
                Duration.ZERO,
                TokenAmount.ZERO,
                Optional.empty(),
                0,
                0,
                Bytes32.ZERO);
    }
}
