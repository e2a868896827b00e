package io.p2pcloud.market;

import io.p2pcloud.chain.BlockRef;
import io.p2pcloud.chain.BlockTag;
import io.p2pcloud.chain.CallOutcome;
import io.p2pcloud.chain.Chain;
import io.p2pcloud.chain.ContractCall;
import io.p2pcloud.chain.Receipt;
import io.p2pcloud.chain.RevertReason;
import io.p2pcloud.chain.SendOutcome;
import io.p2pcloud.chain.TransactionSender;
import io.p2pcloud.common.Address;
import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.wallet.Signer;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Sends acts to the market and reads what came of them from their events.
final class Acting {
    private final TransactionSender transactions;
    private final Address market;
    private final MarketAbi abi;
    private final EventReader events;
    private final Optional<Address> principal;
    private final Optional<Permit> permit;

    Acting(TransactionSender transactions, Address market, MarketAbi abi) {
        this(transactions, market, abi, Optional.empty(), Optional.empty());
    }

    private Acting(
            TransactionSender transactions,
            Address market,
            MarketAbi abi,
            Optional<Address> principal,
            Optional<Permit> permit) {
        this.transactions = transactions;
        this.market = market;
        this.abi = abi;
        this.principal = principal;
        this.permit = permit;
        events = new EventReader(abi);
    }

    Acting onBehalfOf(Address account) {
        return new Acting(transactions, market, abi, Optional.of(account), permit);
    }

    Acting paidWith(Permit first) {
        return new Acting(transactions, market, abi, principal, Optional.of(first));
    }

    Chain chain() {
        return transactions.chain();
    }

    Address market() {
        return market;
    }

    MarketAbi abi() {
        return abi;
    }

    /// The account for which `by` acts.
    Address account(Signer by) {
        return principal.orElse(by.address());
    }

    /// @param result from all events of the act
    <T> ActOutcome<T> act(
            Signer by,
            Function<List<MarketEvent>, T> result,
            String function,
            Object... arguments) {
        return actAll(by, result, List.of(encode(function, arguments)));
    }

    /// Calls that [#encode] made, in one transaction: all of them or none.
    <T> ActOutcome<T> actAll(Signer by, Function<List<MarketEvent>, T> result, List<Bytes> calls) {
        var all = new ArrayList<Bytes>();
        permit.ifPresent(it -> all.add(encode(it)));
        all.addAll(calls);
        var input = all.size() == 1 ? all.getFirst() : encode("multicall", all);
        return outcome(transactions.send(by, ContractCall.to(market, input)), result);
    }

    Bytes encode(String function, Object... arguments) {
        return abi.function(function).call(arguments);
    }

    private Bytes encode(Permit it) {
        return encode(
                "selfPermit",
                it.amount().units(),
                it.deadline().getEpochSecond(),
                it.signature().v(),
                it.signature().r(),
                it.signature().s());
    }

    /// An act whose result is the only event of a kind.
    <E extends MarketEvent, T> ActOutcome<T> act(
            Signer by, Class<E> kind, Function<E, T> result, String function, Object... arguments) {
        return act(by, all -> result.apply(only(kind, all)), function, arguments);
    }

    /// Whether the act would be done now, by simulation.
    boolean wouldSucceed(Signer by, String function, Object... arguments) {
        return transactions.simulate(
                        ContractCall.to(market, abi.function(function).call(arguments)),
                        by.address())
                instanceof CallOutcome.Returned;
    }

    ActOutcome<Bytes> send(Signer by, Address contract, Bytes input) {
        return outcome(transactions.send(by, ContractCall.to(contract, input)), _ -> Bytes.EMPTY);
    }

    static <E extends MarketEvent> E only(Class<E> kind, List<MarketEvent> events) {
        return all(kind, events).getFirst();
    }

    static <E extends MarketEvent> List<E> all(Class<E> kind, List<MarketEvent> events) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private <T> ActOutcome<T> outcome(SendOutcome sent, Function<List<MarketEvent>, T> result) {
        return switch (sent) {
            case SendOutcome.Mined(Receipt receipt) ->
                    new ActOutcome.Done<>(
                            result.apply(read(receipt)),
                            receipt.transaction(),
                            block(receipt),
                            receipt.fee());
            case SendOutcome.Refused(RevertReason reason) -> refused(reason);
            case SendOutcome.Reverted(_, RevertReason reason) -> refused(reason);
            case SendOutcome.NoGasMoney(BigInteger needed, BigInteger present) ->
                    new ActOutcome.NoGasMoney<>(needed, present);
            case SendOutcome.Unsettled(var hash) -> new ActOutcome.Unsettled<>(hash);
            case SendOutcome.Superseded(var hash, _) -> new ActOutcome.Unsettled<>(hash);
        };
    }

    private static <T> ActOutcome<T> refused(RevertReason reason) {
        return new ActOutcome.Refused<>(MarketRefusal.of(reason), MarketRefusal.sentence(reason));
    }

    private List<MarketEvent> read(Receipt receipt) {
        return receipt.logs().stream()
                .filter(it -> it.contract().equals(market))
                .map(events::read)
                .flatMap(Optional::stream)
                .toList();
    }

    /// The block as the receipt names it; its time from the block itself.
    private BlockRef block(Receipt receipt) {
        var block = transactions.chain().block(new BlockTag.Height(receipt.blockNumber()));
        Bytes32 hash = receipt.blockHash();
        return new BlockRef(receipt.blockNumber(), hash, block.time());
    }
}
