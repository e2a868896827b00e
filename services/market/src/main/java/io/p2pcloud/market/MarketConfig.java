package io.p2pcloud.market;

import io.p2pcloud.common.Address;
import io.p2pcloud.common.TokenAmount;
import java.time.Duration;

/// The market's constants, fixed when it was made.
///
/// @param tokenDecimals places behind the point of the token's display form
/// @param grace after a missed period, and between suspect and stale
/// @param graceBlocks the same in blocks, so that a halted chain slashes nobody
/// @param pauseGrace how long the data of an unpaid lease is kept
/// @param settlementWindow after a close, for a last proof
/// @param unbonding the exit delay of a stake
public record MarketConfig(
        Address token,
        String tokenSymbol,
        int tokenDecimals,
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
        TokenAmount staleBounty) {}
