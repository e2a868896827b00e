package io.p2pcloud.tenant;

import io.p2pcloud.common.TokenAmount;
import io.p2pcloud.market.ComputeUnit;
import io.p2pcloud.market.Marketplace;
import io.p2pcloud.tenant.Review.Field;
import io.p2pcloud.tenant.Review.Signing;
import io.p2pcloud.wallet.Signer;
import java.util.List;

/// Says what a confirmation will sign.
final class Reviews {
    private Reviews() {}

    static Review of(Marketplace market, Signer account, ServerSpec spec, Buying buying) {
        var config = market.config();
        var candidates = buying.candidates(spec);
        var approve =
                new Signing(
                        "Lets the market take the deposit from your account.",
                        List.of(
                                new Field("contract", config.token().checksummed()),
                                new Field("spender", market.address().checksummed()),
                                new Field("amount", money(market, spec.deposit()))));
        var lease =
                switch (spec.mode()) {
                    case BEST_OFFER -> take(market, spec, candidates);
                    case WAIT_FOR_BIDS -> order(market, spec);
                };
        return new Review(
                spec,
                candidates,
                List.of(approve, lease, launchKey(market)),
                spec.deposit(),
                market.tokenBalance(account.address()).value());
    }

    private static Signing take(Marketplace market, ServerSpec spec, Candidates candidates) {
        var fit = candidates.fits().stream().findFirst();
        return new Signing(
                "Takes the cheapest offer that fits, at once, and puts the deposit into its"
                        + " escrow.",
                List.of(
                        new Field("contract", market.address().checksummed()),
                        new Field("offer", fit.map(it -> it.offer().id().toString()).orElse("-")),
                        new Field("machine", fit.map(it -> words(it.offer().unit())).orElse("-")),
                        new Field(
                                "provider",
                                fit.map(it -> it.offer().provider().checksummed()).orElse("-")),
                        new Field(
                                "price cap, monthly",
                                money(market, spec.priceCap().costPerMonth())),
                        new Field("deposit", money(market, spec.deposit()))));
    }

    private static Signing order(Marketplace market, ServerSpec spec) {
        return new Signing(
                "Posts an order on the order book; the lowest bid wins.",
                List.of(
                        new Field("contract", market.address().checksummed()),
                        new Field(
                                "price cap, monthly",
                                money(market, spec.priceCap().costPerMonth())),
                        new Field("deposit", money(market, spec.deposit()))));
    }

    private static Signing launchKey(Marketplace market) {
        return new Signing(
                "Makes a launch key for this server. It starts and stops the machine and unlocks"
                        + " its disk; it can move no money.",
                List.of(
                        new Field("market", market.address().checksummed()),
                        new Field("kept", "on this computer")));
    }

    /// An offer is let as a whole, also to who wanted less.
    private static String words(ComputeUnit unit) {
        return unit.vcpu()
                + " vCPU, "
                + unit.memoryMib()
                + " MiB memory, "
                + unit.diskGib()
                + " GiB disk";
    }

    private static String money(Marketplace market, TokenAmount amount) {
        var config = market.config();
        return amount.toDecimal(config.tokenDecimals()).toPlainString()
                + " "
                + config.tokenSymbol();
    }
}
