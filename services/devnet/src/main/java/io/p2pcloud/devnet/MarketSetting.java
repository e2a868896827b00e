package io.p2pcloud.devnet;

import io.p2pcloud.common.TokenAmount;
import java.time.Duration;

/// The constants of a market that is about to be made; see design of the market contract.
///
/// @param graceBlocks what [#grace] is in blocks
public record MarketSetting(
        TokenAmount minStake,
        Duration grace,
        long graceBlocks,
        Duration pauseGrace,
        Duration settlementWindow,
        Duration unbonding,
        TokenAmount suspectBond,
        TokenAmount matchBounty,
        TokenAmount expireBounty,
        TokenAmount suspectBounty,
        TokenAmount staleBounty) {
    /// The embedded market's: as on a public chain, but for a smaller stake.
    public static MarketSetting usual() {
        return new MarketSetting(
                TokenAmount.ofUnits(100_000_000),
                Duration.ofHours(6),
                60,
                Duration.ofDays(3),
                Duration.ofDays(1),
                Duration.ofDays(14),
                TokenAmount.ofUnits(1_000_000),
                TokenAmount.ofUnits(50_000),
                TokenAmount.ofUnits(50_000),
                TokenAmount.ofUnits(50_000),
                TokenAmount.ofUnits(50_000));
    }
}
