package io.p2pcloud.market;

import io.p2pcloud.chain.BlockRef;
import io.p2pcloud.chain.BlockTag;
import io.p2pcloud.chain.Chain;
import io.p2pcloud.chain.Checked;
import io.p2pcloud.chain.Figures;
import io.p2pcloud.chain.ProvenReads;
import io.p2pcloud.chain.Proving;
import io.p2pcloud.common.Address;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.common.TokenAmount;
import io.p2pcloud.market.MarketProofs.StorageReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import java.util.stream.LongStream;

/// What stands in the market, proven where that is possible, else as the endpoint says it. The mark
/// on each answer says which.
final class CheckedReads {
    private final Chain chain;
    private final Address market;
    private final MarketReads plain;
    private final MarketProofs proofs;
    private final Optional<TokenLayout> token;
    private final Noting noting;

    /// @param token where balances lie in the market's token; empty when nobody knows
    CheckedReads(
            Chain chain,
            Address market,
            MarketReads plain,
            ProvenReads reads,
            Optional<TokenLayout> token) {
        this.chain = chain;
        this.market = market;
        this.plain = plain;
        this.token = token;
        proofs = new MarketProofs(chain, reads, market);
        noting = new Noting(reads.figures());
    }

    private <T> Checked<T> read(
            Figures.Kind kind,
            String key,
            Function<StorageReader, T> reader,
            Supplier<Checked<T>> otherwise) {
        return noting.one(kind, key, proofs.read(reader), otherwise);
    }

    Checked<BlockRef> head() {
        return switch (proofs.reads().head()) {
            case Proving.Proven<BlockRef>(var head, var trust) -> new Checked<>(head, trust);
            case Proving.NotProven<BlockRef> _ ->
                    new Checked<>(chain.block(BlockTag.latest()), chain.trust());
        };
    }

    /// What the token says of itself is no part of the market's storage: symbol and decimals are
    /// the endpoint's word.
    MarketConfig config() {
        var told = plain.config();
        return switch (proofs.read(it -> it.views().config(told))) {
            case Proving.Proven<MarketConfig>(var config, _) -> config;
            case Proving.NotProven<MarketConfig> _ -> told;
        };
    }

    Checked<Optional<Offer>> offer(OfferId id) {
        return read(
                Figures.Kind.OFFER,
                id.toString(),
                it -> Views.offer(it.views().offer(id.number())),
                () -> plain.offer(id));
    }

    Checked<Page<Offer>> offers(int from, int count) {
        var told = plain.offers(from, count);
        var page =
                page(
                        MarketLayout.OPEN_OFFERS,
                        told.value().places(),
                        from,
                        count,
                        it -> number -> Views.offer(it.views().offer(number)));
        return noting.page(Figures.Kind.OFFER, it -> it.id().toString(), page, () -> told);
    }

    Checked<Page<Order>> openOrders(int from, int count) {
        var told = plain.openOrders(from, count);
        var page =
                page(
                        MarketLayout.OPEN_ORDERS,
                        told.value().places(),
                        from,
                        count,
                        it -> number -> Views.order(it.views().order(number)));
        return noting.page(Figures.Kind.ORDER, it -> it.id().toString(), page, () -> told);
    }

    /// A page of one of the lists of numbers.
    ///
    /// @param places how many entries it has, as the endpoint says
    private <T> Proving<Page<T>> page(
            Bytes32 list,
            int places,
            int from,
            int count,
            Function<StorageReader, LongFunction<Optional<T>>> reader) {
        return proofs.list(
                places,
                it -> {
                    long total = it.words().number(list, 0, Bytes32.SIZE).longValueExact();
                    long end = Math.min(total, (long) from + count);
                    var items =
                            LongStream.range(from, Math.max(from, end))
                                    .map(place -> MarketLayout.listed(it.words(), list, place))
                                    .mapToObj(reader.apply(it))
                                    .flatMap(Optional::stream)
                                    .toList();
                    return new Page<>(items, from, (int) Math.max(0, end - from), total);
                });
    }

    Checked<Optional<Provider>> provider(Address account) {
        return read(
                Figures.Kind.PROVIDER,
                account.toHex(),
                it -> Views.provider(it.views().provider(account)),
                () -> plain.provider(account));
    }

    Checked<List<Provider>> providers(List<Address> accounts) {
        var proving =
                proofs.list(
                        accounts.size(),
                        it ->
                                accounts.stream()
                                        .map(account ->
                                                Views.provider(it.views().provider(account)))
                                        .flatMap(Optional::stream)
                                        .toList());
        var page =
                switch (proving) {
                    case Proving.Proven<List<Provider>>(var all, var trust) ->
                            new Proving.Proven<>(new Page<>(all, 0, all.size(), all.size()), trust);
                    case Proving.NotProven<List<Provider>>(var reason) ->
                            new Proving.NotProven<Page<Provider>>(reason);
                };
        return noting.page(
                        Figures.Kind.PROVIDER,
                        it -> it.account().toHex(),
                        page,
                        () ->
                                plain.providers(accounts)
                                        .map(all -> new Page<>(all, 0, all.size(), all.size())))
                .map(Page::items);
    }

    Checked<Optional<Lease>> lease(LeaseId id) {
        return read(
                Figures.Kind.LEASE,
                id.toHex(),
                it -> Views.lease(it.views().lease(id)),
                () -> plain.lease(id));
    }

    Checked<Page<Lease>> leasesOfTenant(Address account, int from, int count) {
        return noting.page(
                Figures.Kind.LEASE,
                it -> it.id().toHex(),
                leasesOf(
                        MarketLayout.ACCOUNT,
                        MarketLayout.ACCOUNTS,
                        MarketLayout.TENANT_LEASES,
                        account,
                        from,
                        count),
                () -> plain.leasesOf("leasesOfTenant", "asTenant", account, from, count));
    }

    Checked<Page<Lease>> leasesOfProvider(Address account, int from, int count) {
        return noting.page(
                Figures.Kind.LEASE,
                it -> it.id().toHex(),
                leasesOf(
                        MarketLayout.PROVIDER,
                        MarketLayout.PROVIDERS,
                        MarketLayout.PROVIDER_LEASES,
                        account,
                        from,
                        count),
                () -> plain.leasesOf("leasesOfProvider", "asProvider", account, from, count));
    }

    /// The contract counts from the oldest, and pages begin with the newest.
    private Proving<Page<Lease>> leasesOf(
            StorageStruct counted,
            Bytes32 counters,
            Bytes32 lists,
            Address account,
            int from,
            int count) {
        return proofs.read(it -> {
            long total =
                    it.words()
                            .number(counted, MarketLayout.at(account, counters), "leaseCount")
                            .longValueExact();
            long end = Math.max(0, total - from);
            long start = Math.max(0, end - count);
            var leases = new ArrayList<Lease>();
            for (long place = end - 1; place >= start; place--) {
                long number = MarketLayout.leaseOf(it.words(), lists, account, place);
                var id = LeaseId.of(chain.id(), market, number);
                Views.lease(it.views().lease(id)).ifPresent(leases::add);
            }
            return new Page<>(leases, from, (int) (end - start), total);
        });
    }

    Checked<Optional<Order>> order(OrderId id) {
        return read(
                Figures.Kind.ORDER,
                id.toString(),
                it -> Views.order(it.views().order(id.number())),
                () -> plain.orders().order(id));
    }

    Checked<List<Bid>> bids(OrderId id) {
        return read(
                Figures.Kind.ORDER,
                id + "/bids",
                it -> {
                    int count = it.views().order(id.number()).intValue("bidCount");
                    return LongStream.range(0, count)
                            .mapToObj(place -> Views.bid(id, it.views().bid(id.number(), place)))
                            .toList();
                },
                () -> plain.orders().bids(id));
    }

    Checked<TokenAmount> credit(Address account) {
        return read(
                Figures.Kind.BALANCE,
                account.toHex() + "/credit",
                it ->
                        new TokenAmount(
                                it.words()
                                        .number(
                                                MarketLayout.ACCOUNT,
                                                MarketLayout.at(account, MarketLayout.ACCOUNTS),
                                                "credit")),
                () -> plain.credit(account));
    }

    Checked<TokenAmount> tokenBalance(Address contract, Address account) {
        return amount(
                contract,
                token.map(it -> it.balance(account)),
                account.toHex() + "/tokens",
                () -> plain.tokenBalance(contract, account));
    }

    Checked<TokenAmount> allowance(Address contract, Address account) {
        return amount(
                contract,
                token.map(it -> it.allowance(account, market)),
                account.toHex() + "/allowance",
                () -> plain.allowance(contract, account));
    }

    private Checked<TokenAmount> amount(
            Address contract,
            Optional<Bytes32> slot,
            String key,
            Supplier<Checked<TokenAmount>> otherwise) {
        Proving<TokenAmount> proving =
                switch (slot.map(it -> proofs.word(contract, it))
                        .orElseGet(CheckedReads::unknown)) {
                    case Proving.Proven<Bytes32>(var word, var trust) ->
                            new Proving.Proven<>(new TokenAmount(word.toNumber()), trust);
                    case Proving.NotProven<Bytes32>(var reason) -> new Proving.NotProven<>(reason);
                };
        return noting.one(Figures.Kind.BALANCE, key, proving, otherwise);
    }

    private static Proving<Bytes32> unknown() {
        return new Proving.NotProven<>("Where this token keeps its balances is not known.");
    }
}
