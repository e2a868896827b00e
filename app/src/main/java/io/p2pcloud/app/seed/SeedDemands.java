package io.p2pcloud.app.seed;

import io.p2pcloud.common.Keccak;
import io.p2pcloud.common.Rate;
import io.p2pcloud.common.TokenAmount;
import io.p2pcloud.market.Attribute;
import io.p2pcloud.market.DeploymentDraft;
import io.p2pcloud.market.Infrastructure;
import io.p2pcloud.market.MarketEvent;
import io.p2pcloud.market.Marketplace;
import io.p2pcloud.market.OrderDetails;
import io.p2pcloud.market.OrderEvent;
import io.p2pcloud.market.ResourceGroup;
import io.p2pcloud.wallet.SigningKey;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/// Orders that are open when the past ends, the bids on them, and what an auditor says of some
/// providers.
final class SeedDemands {
    static final SigningKey AUDITOR = SeedPlan.key("auditor", 0);
    private static final int AUDITED_EACH = 3;
    private static final BigInteger HUNDRED = BigInteger.valueOf(100);

    private final SeedPlan plan;
    private final Marketplace market;
    private final Supplier<List<MarketEvent>> block;

    SeedDemands(SeedPlan plan, Marketplace market, Supplier<List<MarketEvent>> block) {
        this.plan = plan;
        this.market = market;
        this.block = block;
    }

    void post() {
        for (int i = 0; i < plan.hosts().size(); i += AUDITED_EACH) {
            var host = plan.hosts().get(i).key().address();
            var _ = market.attest(AUDITOR, host, new Attribute("datacenter", "iso-27001"));
        }
        Map<Integer, OrderDetails> orders = new HashMap<>();
        for (int i = 0; i < plan.demands().size(); i++) {
            var demand = plan.demands().get(i);
            var _ = market.submitDeployment(demand.tenant(), draft(demand, i));
        }
        // Which order belongs to which demand is seen from how long its bidding lasts.
        for (var event : block.get()) {
            if (event instanceof OrderEvent.OrderOpened it) {
                var bidding = Duration.between(it.place().block().time(), it.closesAt());
                orders.put(number(bidding), it.details());
            }
        }
        int bids = 0;
        for (int i = 0; i < plan.demands().size(); i++) {
            var demand = plan.demands().get(i);
            for (int b = 0; b < demand.bidders().size(); b++) {
                var price = part(demand.like().price(), demand.percents().get(b));
                var _ =
                        market.submitFulfillment(
                                demand.bidders().get(b).key(),
                                Objects.requireNonNull(orders.get(i)),
                                List.of(price));
                bids++;
            }
        }
        long found = block.get().stream().filter(OrderEvent.BidSubmitted.class::isInstance).count();
        if (found != bids) {
            throw new IllegalStateException(
                    "the market refused some acts: " + found + " bids of " + bids);
        }
    }

    private static Rate part(Rate price, int percent) {
        return new Rate(price.wadPerSecond().multiply(BigInteger.valueOf(percent)).divide(HUNDRED));
    }

    private static Duration bidding(int demand) {
        return Duration.ofDays(7).minusSeconds(demand);
    }

    private static int number(Duration bidding) {
        return (int) Duration.ofDays(7).minus(bidding).toSeconds();
    }

    private DeploymentDraft draft(SeedPlan.Demand demand, int number) {
        var like = demand.like();
        int count = 1 + number % 3;
        var group = new ResourceGroup(like.unit(), like.price(), like.collateral(), count);
        var config = market.config();
        var span = like.terms().period().plus(config.grace()).plus(config.pauseGrace());
        var month = Duration.ofDays(30);
        TokenAmount deposit =
                like.price()
                        .times(count)
                        .cost(span.plus(month), RoundingMode.UP)
                        .plus(config.matchBounty());
        return new DeploymentDraft(
                List.of(
                        new Infrastructure(
                                "", number % 2 == 0, TokenAmount.ZERO, List.of(group), List.of())),
                like.terms(),
                bidding(number),
                deposit,
                Keccak.hash(new byte[] {(byte) number, 1}),
                demand.tenant().address());
    }
}
