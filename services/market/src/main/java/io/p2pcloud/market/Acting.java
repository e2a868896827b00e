package io.p2pcloud.market;

import io.p2pcloud.chain.BlockRef;
import io.p2pcloud.chain.BlockTag;
import io.p2pcloud.chain.CallOutcome;
import io.p2pcloud.chain.ContractCall;
import io.p2pcloud.chain.Receipt;
import io.p2pcloud.chain.RevertReason;
import io.p2pcloud.chain.SendOutcome;
import io.p2pcloud.chain.Transactions;
import io.p2pcloud.common.Address;
import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.wallet.Signer;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Sends acts to the market and reads what came of them from their events.
final class Acting {
    private final Transactions transactions;
    private final Address market;
    private final MarketAbi abi;
    private final EventReader events;

    Acting(Transactions transactions, Address market, MarketAbi abi) {
        this.transactions = transactions;
        this.market = market;
        this.abi = abi;
        events = new EventReader(abi);
    }

    /// @param result from all events of the act
    <T> ActOutcome<T> act(
            Signer by,
            Function<List<MarketEvent>, T> result,
            String function,
            Object... arguments) {
        var call = ContractCall.to(market, abi.function(function).call(arguments));
        return outcome(transactions.send(by, call), result);
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
