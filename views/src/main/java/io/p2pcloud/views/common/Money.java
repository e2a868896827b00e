package io.p2pcloud.views.common;

import io.p2pcloud.common.Rate;
import io.p2pcloud.common.TokenAmount;
import io.p2pcloud.history.Denomination;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Duration;

/// Amounts of the market's token as people read them: two places where that is exact enough, more
/// where the amount is small, never a false zero.
public record Money(Denomination denomination) {
    private static final int USUAL_PLACES = 2;
    private static final int SIGNIFICANT = 2;
    private static final BigDecimal WEI_PER_COIN = BigDecimal.TEN.pow(18);

    public String symbol() {
        return denomination.symbol();
    }

    /// The number alone, for columns whose head names the unit.
    public String number(TokenAmount amount) {
        return rounded(amount.toDecimal(denomination.decimals()));
    }

    /// With its unit.
    public String amount(TokenAmount amount) {
        return number(amount) + "\u00a0" + symbol();
    }

    /// To the last unit, for hover and copying.
    public String exact(TokenAmount amount) {
        return amount.toDecimal(denomination.decimals()).toPlainString() + "\u00a0" + symbol();
    }

    public String perHour(Rate rate) {
        // A whole thousand hours, so that a small rate is not rounded to the token's unit first.
        var thousand = rate.cost(Duration.ofHours(1000)).toDecimal(denomination.decimals());
        return rounded(thousand.movePointLeft(3), 4);
    }

    public String perMonth(Rate rate) {
        return number(rate.costPerMonth());
    }

    /// The chain's own coin from wei, with its unit.
    public String coin(BigInteger wei) {
        return coinNumber(wei) + "\u00a0" + denomination.coin();
    }

    public String coinNumber(BigInteger wei) {
        return rounded(new BigDecimal(wei).divide(WEI_PER_COIN));
    }

    private static String rounded(BigDecimal value) {
        return rounded(value, USUAL_PLACES);
    }

    private static String rounded(BigDecimal value, int usual) {
        int places = usual;
        if (value.signum() != 0 && value.abs().compareTo(BigDecimal.ONE.movePointLeft(usual)) < 0) {
            int leading = value.scale() - value.precision();
            places = Math.min(value.scale(), leading + SIGNIFICANT);
        }
        var text = value.setScale(Math.max(usual, places), RoundingMode.HALF_UP).toPlainString();
        int point = text.indexOf('.');
        return grouped(text.substring(0, point)) + text.substring(point);
    }

    private static String grouped(String digits) {
        var text = new StringBuilder(digits);
        for (int i = digits.length() - 3; i > 0; i -= 3) {
            text.insert(i, '\u202f');
        }
        return text.toString();
    }
}
