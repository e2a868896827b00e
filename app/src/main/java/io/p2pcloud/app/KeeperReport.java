package io.p2pcloud.app;

import io.p2pcloud.common.TokenAmount;
import io.p2pcloud.market.KeeperAct;
import io.p2pcloud.market.MarketConfig;
import java.util.LinkedHashMap;
import java.util.Map;

/// What a keeper did, in words and as JSON.
final class KeeperReport {
    private final MarketConfig config;

    KeeperReport(MarketConfig config) {
        this.config = config;
    }

    String words(KeeperAct act) {
        return switch (act) {
            case KeeperAct.MatchedOrder(var order, var bounty) ->
                    "Matched order " + order + " for " + money(bounty);
            case KeeperAct.ExpiredLease(var lease, var bounty) ->
                    "Ended lease " + lease + ", which nobody started, for " + money(bounty);
            case KeeperAct.SuspectedLease(var lease, var bond) ->
                    "Put " + money(bond) + " on the silence of the provider of lease " + lease;
            case KeeperAct.MarkedStale(var lease, var bounty) ->
                    "Marked lease " + lease + " stale for " + money(bounty);
        };
    }

    /// Amounts are base units of the market's token.
    Map<String, Object> json(KeeperAct act) {
        var fields = new LinkedHashMap<String, Object>();
        switch (act) {
            case KeeperAct.MatchedOrder(var order, var bounty) -> {
                fields.put("act", "matchOrder");
                fields.put("order", order.number());
                fields.put("bounty", bounty.units().toString());
            }
            case KeeperAct.ExpiredLease(var lease, var bounty) -> {
                fields.put("act", "expirePending");
                fields.put("lease", lease.toHex());
                fields.put("bounty", bounty.units().toString());
            }
            case KeeperAct.SuspectedLease(var lease, var bond) -> {
                fields.put("act", "suspect");
                fields.put("lease", lease.toHex());
                fields.put("bond", bond.units().toString());
            }
            case KeeperAct.MarkedStale(var lease, var bounty) -> {
                fields.put("act", "markStale");
                fields.put("lease", lease.toHex());
                fields.put("bounty", bounty.units().toString());
            }
        }
        return fields;
    }

    private String money(TokenAmount amount) {
        return amount.toDecimal(config.tokenDecimals()).toPlainString()
                + " "
                + config.tokenSymbol();
    }
}
