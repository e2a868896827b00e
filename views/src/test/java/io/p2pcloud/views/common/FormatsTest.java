package io.p2pcloud.views.common;

import static io.p2pcloud.views.example.Example.NOW;
import static io.p2pcloud.views.example.Example.money;
import static org.assertj.core.api.Assertions.assertThat;

import io.p2pcloud.common.Rate;
import io.p2pcloud.common.TokenAmount;
import io.p2pcloud.views.example.Example;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class FormatsTest {
    private final Money money = new Money(Example.USDC);
    private final Times times = new Times(InstantSource.fixed(NOW), Example.ZONE);

    @Test
    void writesAmountsWithTwoPlacesAndNarrowGroups() {
        assertThat(money.number(money("1234567.899"))).isEqualTo("1\u202f234\u202f567.90");
        assertThat(money.number(TokenAmount.ZERO)).isEqualTo("0.00");
        assertThat(money.amount(money("5"))).isEqualTo("5.00\u00a0USDC");
    }

    @Test
    void neverRoundsASmallAmountToNothing() {
        assertThat(money.number(money("0.000042"))).isEqualTo("0.000042");
        assertThat(money.number(TokenAmount.ofUnits(1))).isEqualTo("0.000001");
        assertThat(money.number(money("0.009876"))).isEqualTo("0.0099");
    }

    @Test
    void writesTheExactAmountToTheLastUnit() {
        assertThat(money.exact(money("4.978123"))).isEqualTo("4.978123\u00a0USDC");
    }

    @Test
    void writesAPricePerHourThatIsBelowTheTokensUnitPerSecond() {
        assertThat(money.perHour(Rate.perMonth(money("4.23")))).isEqualTo("0.0059");
        assertThat(money.perHour(Rate.perMonth(money("0.01")))).isEqualTo("0.000014");
    }

    @Test
    void writesGasInTheChainsCoin() {
        assertThat(money.coin(new BigInteger("212000000000000"))).isEqualTo("0.00021\u00a0ETH");
        assertThat(money.coin(BigInteger.TEN.pow(19))).isEqualTo("10.00\u00a0ETH");
    }

    @Test
    void writesSizesInTheUnitsThatPeopleUse() {
        assertThat(Sizes.memory(512)).isEqualTo("512\u00a0MiB");
        assertThat(Sizes.memory(2048)).isEqualTo("2\u00a0GiB");
        assertThat(Sizes.memory(2304)).isEqualTo("2.3\u00a0GiB");
        assertThat(Sizes.unit(Example.UNIT)).isEqualTo("2\u00a0vCPU, 2\u00a0GiB, 20\u00a0GiB");
        assertThat(Sizes.shortened(Example.PROVIDER.toHex())).isEqualTo("0x8b02…51de");
        assertThat(Sizes.shortened("short")).isEqualTo("short");
    }

    @Test
    void writesTimesAsShortAsTodayAllows() {
        assertThat(times.moment(NOW)).isEqualTo("14:36");
        assertThat(times.moment(NOW.minus(Duration.ofHours(20)))).isEqualTo("Yesterday, 18:36");
        assertThat(times.moment(NOW.minus(Duration.ofDays(3)))).isEqualTo("11 Nov, 14:36");
        assertThat(times.moment(Instant.parse("2025-11-14T12:00:00Z")))
                .isEqualTo("14 Nov 2025, 14:00");
        assertThat(times.utc(NOW)).isEqualTo("2026-11-14 12:36:08 UTC");
    }

    @Test
    void writesSpansInAtMostTwoUnits() {
        assertThat(Times.span(Duration.ofSeconds(7))).isEqualTo("7\u00a0s");
        assertThat(Times.span(Duration.ofMinutes(252))).isEqualTo("4\u00a0h 12\u00a0min");
        assertThat(Times.span(Duration.ofHours(148))).isEqualTo("6\u00a0d 4\u00a0h");
        assertThat(Times.span(Duration.ofDays(88))).isEqualTo("88\u00a0d");
        assertThat(Times.precise(Duration.ofMillis(14_250))).isEqualTo("14.3\u00a0s");
        assertThat(Times.precise(Duration.ofSeconds(125))).isEqualTo("2\u00a0min 5\u00a0s");
    }

    @Test
    void neverSaysThatSomethingWillHaveHappened() {
        assertThat(times.ago(NOW.plusSeconds(2))).isEqualTo("0\u00a0s ago");
    }

    @Test
    void saysOfAStandardMachineWhatItsProviderCanObtain() {
        assertThat(Mark.of(io.p2pcloud.tenant.AttestationMark.NOT_ATTESTED).sentence())
                .isEqualTo("Not attested: the provider can obtain everything on this machine");
    }

    @Test
    void marksFiguresByHowFarTheyWereChecked() {
        var block = Example.block(1318, NOW);
        assertThat(Mark.of(new io.p2pcloud.chain.Trust.ProvenFinalized(block)))
                .isEqualTo(Mark.PROVEN);
        assertThat(Mark.of(new io.p2pcloud.chain.Trust.ProvenOptimistic(block)))
                .isEqualTo(Mark.PROVEN_HEAD);
        assertThat(Mark.of(Example.trust())).isEqualTo(Mark.UNPROVEN);
        assertThat(Mark.sentence(new io.p2pcloud.chain.Trust.Cached(block, NOW), times))
                .isEqualTo("As of block 1\u202f318, checked 14:36");
    }
}
