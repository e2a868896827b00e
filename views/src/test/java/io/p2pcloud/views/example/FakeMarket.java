package io.p2pcloud.views.example;

import io.p2pcloud.chain.ChainException;
import io.p2pcloud.chain.Checked;
import io.p2pcloud.common.Address;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.common.Tier;
import io.p2pcloud.market.Bid;
import io.p2pcloud.market.ComputeUnit;
import io.p2pcloud.market.DeploymentId;
import io.p2pcloud.market.Infrastructure;
import io.p2pcloud.market.LeaseTerms;
import io.p2pcloud.market.Offer;
import io.p2pcloud.market.OfferId;
import io.p2pcloud.market.Order;
import io.p2pcloud.market.OrderDetails;
import io.p2pcloud.market.OrderId;
import io.p2pcloud.market.Page;
import io.p2pcloud.market.Provider;
import io.p2pcloud.market.Reputation;
import io.p2pcloud.market.ResourceGroup;
import io.p2pcloud.views.session.OpenMarket;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/// A market that answers at once, and counts what it was asked.
public final class FakeMarket implements OpenMarket {
    private static final String[] REGIONS = {"fi-hel", "de-fra", "fr-par", "ee-tll", "at-vie"};
    private static final int[][] SIZES = {
        {1, 1024, 10}, {2, 4096, 40}, {2, 4096, 60}, {4, 8192, 80}, {8, 16384, 160}
    };

    public final List<Offer> offers = new CopyOnWriteArrayList<>();
    public final Map<Address, Provider> providers = new LinkedHashMap<>();
    public final List<Order> orders = new CopyOnWriteArrayList<>();
    public final Map<OrderId, List<Bid>> bids = new LinkedHashMap<>();
    public final Map<OrderId, OrderDetails> details = new LinkedHashMap<>();

    /// Pages and lists of providers that were asked for.
    public final List<String> asked = new CopyOnWriteArrayList<>();

    public volatile @Nullable String broken;

    /// Offers of `count` providers, three each, and a few orders.
    public FakeMarket fill(int count) {
        var random = new Random(5);
        for (int i = 0; i < count; i++) {
            var account = i == 0 ? Example.PROVIDER : address(i);
            providers.put(account, provider(account, i));
            for (int j = 0; j < 3; j++) {
                var size = SIZES[(i + 2 * j) % SIZES.length];
                double month = size[0] * (1.6 + random.nextDouble()) + (i % 7 == 0 ? 3 : 0);
                var tier = (i + j) % 3 == 2 ? Tier.STANDARD : Tier.CONFIDENTIAL;
                offers.add(
                        offer(
                                offers.size() + 1,
                                account,
                                new ComputeUnit(size[0], size[1], size[2], 100, tier),
                                "%d.%02d".formatted((int) month, (int) (month * 100) % 100),
                                1 + i % 6,
                                i % 4 == 3 ? 1 : 0));
            }
        }
        for (int i = 1; i <= 4; i++) {
            order(i);
        }
        return this;
    }

    private static Address address(int number) {
        return Address.ofHex(
                "0x%040x"
                        .formatted(
                                BigInteger.valueOf(0x51c0de77L + 9_176_543L * number)
                                        .pow(5)
                                        .mod(BigInteger.TWO.pow(160))));
    }

    private static Provider provider(Address account, int number) {
        return new Provider(
                account,
                "198.51.100." + number % 250 + ":7443",
                Bytes32.ofNumber(number),
                REGIONS[number % REGIONS.length],
                Bytes32.ofNumber(number),
                Example.money(String.valueOf(100 + number * 37 % 900)),
                Example.NOW.minus(Duration.ofDays(20 + number * 11L % 400)),
                Optional.empty(),
                number % 9,
                new Reputation(
                        Duration.ofHours(number * 1731L % 40_000),
                        Duration.ofHours(number * 311L % 4_000),
                        number * 7L % 90,
                        number % 11 == 4 ? 1 : 0,
                        number % 5 == 2 ? 1 : 0,
                        number % 8 == 3 ? 2 : 0));
    }

    private static Offer offer(
            int number, Address provider, ComputeUnit unit, String month, int count, int taken) {
        return new Offer(
                new OfferId(number),
                provider,
                unit,
                Example.perMonth(month),
                Example.money("0.42"),
                count,
                Math.min(count, taken),
                number % 37 == 0 ? Offer.Mode.QUOTE_ONLY : Offer.Mode.OPEN,
                LeaseTerms.usual(Example.NOW.plus(Duration.ofDays(365))),
                Example.money("1.53"));
    }

    private void order(int number) {
        var id = new OrderId(number);
        var made = new ArrayList<Bid>();
        for (int i = 0; i < number; i++) {
            made.add(
                    new Bid(
                            id,
                            address(i + 1),
                            Example.perMonth("%d.%d5".formatted(3 + number, (i * 3) % 10)),
                            Example.money("0.42"),
                            i + 1L,
                            Example.NOW.minus(Duration.ofMinutes(12L * number - i))));
        }
        bids.put(id, made);
        details.put(
                id,
                new OrderDetails(
                        id,
                        new Infrastructure(
                                number % 2 == 0 ? "" : "fi-hel",
                                true,
                                Example.money("100"),
                                List.of(
                                        new ResourceGroup(
                                                Example.UNIT,
                                                Example.perMonth("6.50"),
                                                Example.money("0.42"),
                                                number)),
                                List.of()),
                        LeaseTerms.usual(Example.NOW.plus(Duration.ofDays(365)))));
        orders.add(
                new Order(
                        id,
                        new DeploymentId(number),
                        address(90 + number),
                        Bytes32.ofNumber(number),
                        Order.State.OPEN,
                        Example.money(String.valueOf(5 * number)),
                        Example.NOW.plus(Duration.ofMinutes(7L * number)),
                        number,
                        0,
                        List.of()));
    }

    private void check(String question) {
        asked.add(question);
        var why = broken;
        if (why != null) {
            throw ChainException.unexpected(why, null);
        }
    }

    @Override
    public Checked<Page<Offer>> offers(int from, int count) {
        check("offers " + from);
        return page(offers, from, count);
    }

    private static <T> Checked<Page<T>> page(List<T> all, int from, int count) {
        var part = all.subList(Math.min(from, all.size()), Math.min(from + count, all.size()));
        return new Checked<>(new Page<>(part, from, part.size(), all.size()), Example.trust());
    }

    @Override
    public Checked<List<Provider>> providers(List<Address> accounts) {
        check("providers " + accounts.size());
        return new Checked<>(
                accounts.stream().filter(providers::containsKey).map(providers::get).toList(),
                Example.trust());
    }

    @Override
    public Checked<Page<Order>> orders(int from, int count) {
        check("orders " + from);
        return page(orders, from, count);
    }

    @Override
    public Checked<Optional<OrderDetails>> details(OrderId order) {
        check("details " + order);
        return new Checked<>(Optional.ofNullable(details.get(order)), Example.trust());
    }

    @Override
    public Checked<List<Bid>> bids(OrderId order) {
        check("bids " + order);
        return new Checked<>(bids.getOrDefault(order, List.of()), Example.trust());
    }
}
