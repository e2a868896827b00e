package io.p2pcloud.chain;

import io.p2pcloud.common.Address;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// How much gas a call takes and what to offer for it.
final class GasPricing {
    /// The state can change between estimate and block: a quarter more, which is not paid unless
    /// used.
    private static final long MARGIN_DIVISOR = 4;

    private static final long PLAIN_TRANSFER = 21_000;
    private static final int HISTORY = 10;
    private static final int MEDIAN = 50;

    private final Chain chain;
    private final BigInteger cap;

    GasPricing(Chain chain, BigInteger cap) {
        this.chain = chain;
        this.cap = cap;
    }

    sealed interface Outcome {
        record Priced(long gas, Fees fees) implements Outcome {}

        record Refused(RevertReason reason) implements Outcome {}

        record TooPoor(BigInteger needed, BigInteger present) implements Outcome {}
    }

    Outcome price(Address from, ContractCall call) {
        var fees = fees();
        var present = chain.balance(from).value();
        var least = fees.max().multiply(BigInteger.valueOf(PLAIN_TRANSFER)).add(call.value());
        if (present.compareTo(least) < 0) {
            return new Outcome.TooPoor(least, present);
        }
        var answer =
                chain.rpc()
                        .ask(
                                RpcCall.of(
                                        "eth_estimateGas",
                                        Chain.parameters(call, Optional.of(from))));
        return switch (answer) {
            case RpcAnswer.Result(JsonNode value) -> {
                long estimate = Fields.small(value);
                long gas = estimate + estimate / MARGIN_DIVISOR;
                var needed = fees.max().multiply(BigInteger.valueOf(gas)).add(call.value());
                yield present.compareTo(needed) < 0
                        ? new Outcome.TooPoor(needed, present)
                        : new Outcome.Priced(gas, fees);
            }
            case RpcAnswer.Failure failure ->
                    new Outcome.Refused(
                            Chain.revert(failure)
                                    .orElseThrow(() ->
                                            new ChainException(
                                                    "The node "
                                                            + chain.rpc().endpoint()
                                                            + " cannot estimate the"
                                                            + " transaction's gas: "
                                                            + failure.message()
                                                            + ".",
                                                    failure)));
        };
    }

    Fees fees() {
        var answers =
                chain.rpc()
                        .batch(
                                List.of(
                                        RpcCall.of(
                                                "eth_feeHistory",
                                                Fields.hex(HISTORY),
                                                "latest",
                                                List.of(MEDIAN)),
                                        RpcCall.of("eth_maxPriorityFeePerGas")));
        if (!(answers.get(0) instanceof RpcAnswer.Result(JsonNode history))) {
            throw Fields.malformed("no fee history");
        }
        var bases = Fields.of(history, "baseFeePerGas");
        if (bases.isEmpty()) {
            throw Fields.malformed("an empty fee history");
        }
        var nextBase = Fields.number(bases.get(bases.size() - 1));
        var tips =
                Fields.has(history, "reward")
                        ? Fields.of(history, "reward")
                                .valueStream()
                                .filter(it -> it.isArray() && it.size() == 1)
                                .map(it -> Fields.number(it.get(0)))
                                .toList()
                        : List.<BigInteger>of();
        var usualTip =
                answers.get(1) instanceof RpcAnswer.Result(JsonNode tip)
                        ? Fields.number(tip)
                        : BigInteger.ONE;
        return Fees.choose(nextBase, tips, usualTip, cap);
    }

    BigInteger cap() {
        return cap;
    }
}
