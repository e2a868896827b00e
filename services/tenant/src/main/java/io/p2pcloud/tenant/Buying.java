package io.p2pcloud.tenant;

import io.p2pcloud.chain.ChainException;
import io.p2pcloud.common.Address;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.common.Rate;
import io.p2pcloud.common.TokenAmount;
import io.p2pcloud.market.ActOutcome;
import io.p2pcloud.market.DeploymentDraft;
import io.p2pcloud.market.Infrastructure;
import io.p2pcloud.market.Lease;
import io.p2pcloud.market.LeaseId;
import io.p2pcloud.market.LeaseTerms;
import io.p2pcloud.market.MarketRefusal;
import io.p2pcloud.market.Marketplace;
import io.p2pcloud.market.Offer;
import io.p2pcloud.market.OrderId;
import io.p2pcloud.market.Provider;
import io.p2pcloud.market.ResourceGroup;
import io.p2pcloud.market.Take;
import io.p2pcloud.tenant.LaunchFailure.Reason;
import io.p2pcloud.wallet.Signer;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The tenant's acts on the market that lead to a lease.
final class Buying {
    private static final int OFFERS = 500;
    private static final int NEWEST = 50;
    private static final Duration ORDER_LASTS = Duration.ofDays(365);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

    private final Marketplace market;
    private final Signer account;
    private final CountDownLatch never = new CountDownLatch(1);

    Buying(Marketplace market, Signer account) {
        this.market = market;
        this.account = account;
    }

    Candidates candidates(ServerSpec spec) {
        var offers =
                market.offers(0, OFFERS).value().items().stream()
                        .filter(offer -> spec.admits(offer.provider()))
                        .toList();
        var accounts = offers.stream().map(Offer::provider).distinct().toList();
        var providers =
                market.providers(accounts).value().stream()
                        .collect(Collectors.toMap(Provider::account, Function.identity()));
        var now = market.head().value().time();
        return OfferChoice.among(offers, providers, spec, market.config(), now);
    }

    /// A lease that an earlier run of this program made for this launch key.
    Optional<LeaseId> leaseOf(Address launchKey) {
        return market.leasesOfTenant(account.address(), 0, NEWEST).value().items().stream()
                .filter(lease -> lease.launchKey().equals(launchKey))
                .map(Lease::id)
                .findFirst();
    }

    /// Takes the cheapest offer that fits.
    LeaseId takeBest(ServerSpec spec, Bytes32 version, Address launchKey) throws LaunchException {
        var candidates = candidates(spec);
        if (candidates.fits().isEmpty()) {
            throw new LaunchException(
                    Reason.NO_OFFER,
                    "No offer on the market fits any more: raise the price cap, choose a smaller"
                            + " size, or wait for a provider.");
        }
        var best = candidates.fits().getFirst().offer();
        allow(spec.deposit());
        var take = new Take(best.id(), spec.priceCap(), 1, spec.deposit(), version, launchKey);
        return done(market.takeOffer(account, take)).getFirst();
    }

    /// Posts an order for this one machine.
    OrderId order(ServerSpec spec, Bytes32 version, Address launchKey, Duration wait)
            throws LaunchException {
        allow(spec.deposit());
        var group = new ResourceGroup(spec.unit(), spec.priceCap(), TokenAmount.ZERO, 1);
        var infrastructure =
                new Infrastructure("", false, TokenAmount.ZERO, List.of(group), List.of());
        var endsAt = market.head().value().time().plus(ORDER_LASTS).truncatedTo(ChronoUnit.MINUTES);
        var draft =
                new DeploymentDraft(
                        List.of(infrastructure),
                        LeaseTerms.usual(endsAt),
                        wait,
                        spec.deposit(),
                        version,
                        launchKey);
        return done(market.submitDeployment(account, draft)).orders().getFirst();
    }

    /// Waits until the order closes for bids, then has the market match it to the lowest.
    LeaseId match(OrderId order, LaunchProgress progress)
            throws LaunchException, InterruptedException {
        while (true) {
            var found = market.order(order).value().orElseThrow();
            int bids = market.bids(order).value().size();
            progress.words(LaunchPhase.MATCH, bids == 1 ? "1 bid so far" : bids + " bids so far");
            if (!market.head().value().time().isBefore(found.closesAt())) {
                if (bids == 0) {
                    throw new LaunchException(
                            Reason.NO_BID,
                            "No provider bid on the order in time: raise the price cap or wait"
                                    + " longer.");
                }
                return done(market.matchOrder(account, order)).leases().getFirst();
            }
            var _ = never.await(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /// The rate at which an order's or offer's cheapest candidate runs.
    static Rate best(Candidates candidates, ServerSpec spec) {
        return candidates.fits().isEmpty() ? spec.priceCap() : candidates.fits().getFirst().rate();
    }

    /// Lets the market take so much from the account, if there is so much.
    void allow(TokenAmount deposit) throws LaunchException {
        var balance = market.tokenBalance(account.address()).value();
        if (balance.compareTo(deposit) < 0) {
            int decimals = market.config().tokenDecimals();
            throw new LaunchException(
                    Reason.NOT_ENOUGH_MONEY,
                    "The deposit is "
                            + deposit.toDecimal(decimals)
                            + " and the account holds "
                            + balance.toDecimal(decimals)
                            + " "
                            + market.config().tokenSymbol()
                            + ": choose a smaller deposit or add money.");
        }
        if (market.allowance(account.address()).value().compareTo(deposit) < 0) {
            var _ = done(market.approve(account, deposit));
        }
    }

    static <T> T done(ActOutcome<T> outcome) throws LaunchException {
        return switch (outcome) {
            case ActOutcome.Done<T>(T result, _, _, _) -> result;
            case ActOutcome.Refused<T>(MarketRefusal reason, String sentence) ->
                    throw new LaunchException(
                            reason == MarketRefusal.PRICE_ROSE
                                    ? Reason.PRICE_ROSE
                                    : Reason.CHAIN_REFUSED,
                            sentence);
            case ActOutcome.NoGasMoney<T> poor ->
                    throw new LaunchException(Reason.NOT_ENOUGH_MONEY, poor.sentence());
            case ActOutcome.Unsettled<T> _ ->
                    throw new LaunchException(
                            Reason.CHAIN_UNREACHABLE,
                            "The transaction was sent but is not in a block yet; the launch goes"
                                    + " on when you try again.");
        };
    }

    /// Turns a chain that cannot be asked into a launch's failure.
    static LaunchException unreachable(ChainException e) {
        return new LaunchException(Reason.CHAIN_UNREACHABLE, String.valueOf(e.getMessage()));
    }
}
