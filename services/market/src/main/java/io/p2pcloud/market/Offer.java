package io.p2pcloud.market;

import io.p2pcloud.common.Address;
import io.p2pcloud.common.Rate;
import io.p2pcloud.common.TokenAmount;

/// A provider's standing price for machines of one size.
///
/// @param price of one unit
/// @param collateral of one unit, locked with the listing
/// @param count units offered in all
/// @param taken units booked so far
/// @param minDeposit of one unit: what keeps its lease above the floor
public record Offer(
        OfferId id,
        Address provider,
        ComputeUnit unit,
        Rate price,
        TokenAmount collateral,
        int count,
        int taken,
        Mode mode,
        LeaseTerms terms,
        TokenAmount minDeposit) {
    /// How it can be taken. The numbers are the contract's.
    public enum Mode {
        /// By anyone at the listed price.
        OPEN(1),
        /// Only with a price that the provider signed for one tenant.
        QUOTE_ONLY(2),
        /// Not any more.
        WITHDRAWN(3);

        private final int number;

        Mode(int number) {
            this.number = number;
        }

        public int number() {
            return number;
        }

        static Mode ofNumber(int number) {
            for (var mode : values()) {
                if (mode.number == number) {
                    return mode;
                }
            }
            throw new IllegalArgumentException("no mode of offers has the number " + number);
        }
    }

    public int free() {
        return Math.max(0, count - taken);
    }
}
