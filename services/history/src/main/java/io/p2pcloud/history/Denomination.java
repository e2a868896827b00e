package io.p2pcloud.history;

/// How amounts are written for people.
///
/// @param symbol of the market's token
/// @param decimals of the market's token
/// @param coin symbol of the chain's own coin, which has 18 decimals
public record Denomination(String symbol, int decimals, String coin) {
    static final int COIN_DECIMALS = 18;

    public Denomination {
        if (decimals < 0 || decimals > 36) {
            throw new IllegalArgumentException("not a token's decimals: " + decimals);
        }
    }
}
