package io.p2pcloud.chain;

import io.p2pcloud.common.Address;
import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Bytes32;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Reads from one chain. Everything here is what the endpoint says: [Trust.Unproven].
public final class Chain {
    /// Blocks in one `eth_getLogs` at first; halved while the endpoint finds it too much.
    private static final long LOG_PAGE = 10_000;

    private static final long MAX_FUTURE_SECONDS = 1L << 40;

    private final JsonRpc rpc;
    private final ChainId id;
    private final Trust trust;

    private Chain(JsonRpc rpc, ChainId id) {
        this.rpc = rpc;
        this.id = id;
        trust = new Trust.Unproven(rpc.endpoint());
    }

    /// Asks the node which chain it follows.
    ///
    /// @throws ChainException when it cannot be asked, or follows another chain than `expected`
    public static Chain connect(JsonRpc rpc, ChainId expected) {
        long actual = Fields.small(rpc.result("eth_chainId"));
        if (actual != expected.value()) {
            throw new ChainException(
                    ChainException.Reason.WRONG_CHAIN,
                    "The node "
                            + rpc.endpoint()
                            + " follows chain "
                            + actual
                            + ", not "
                            + expected
                            + ": choose an endpoint of the right network.");
        }
        return new Chain(rpc, expected);
    }

    public ChainId id() {
        return id;
    }

    /// The node behind this chain, for calls that only some nodes know.
    public JsonRpc rpc() {
        return rpc;
    }

    /// How far this chain's answers are checked.
    public Trust trust() {
        return trust;
    }

    public long blockNumber() {
        return Fields.small(rpc.result("eth_blockNumber"));
    }

    /// @throws ChainException when the node has no such block
    public BlockRef block(BlockTag tag) {
        return findBlock(tag)
                .orElseThrow(() -> Fields.malformed("there is no block " + tag.text()));
    }

    public Optional<BlockRef> findBlock(BlockTag tag) {
        var node = rpc.result("eth_getBlockByNumber", tag.text(), false);
        return node.isNull() ? Optional.empty() : Optional.of(blockRef(node));
    }

    /// Blocks of the given heights in the same order; heights the node lacks are left out.
    public List<BlockRef> blocks(List<Long> heights) {
        var calls =
                heights.stream()
                        .map(it -> RpcCall.of("eth_getBlockByNumber", Fields.hex(it), false))
                        .toList();
        return rpc.batch(calls).stream()
                .map(Chain::value)
                .filter(it -> !it.isNull())
                .map(Chain::blockRef)
                .toList();
    }

    private static BlockRef blockRef(JsonNode node) {
        long time = Fields.small(node, "timestamp");
        if (time > MAX_FUTURE_SECONDS) {
            throw Fields.malformed("a block's time lies beyond all calendars");
        }
        return new BlockRef(
                Fields.small(node, "number"),
                Fields.word(node, "hash"),
                Instant.ofEpochSecond(time));
    }

    public Checked<BigInteger> balance(Address account) {
        return checked(Fields.number(rpc.result("eth_getBalance", account.toHex(), "latest")));
    }

    public Checked<Bytes> code(Address account) {
        return checked(Fields.bytes(rpc.result("eth_getCode", account.toHex(), "latest")));
    }

    public Checked<CallOutcome> call(ContractCall call, BlockTag tag) {
        return callAll(List.of(call), tag).map(List::getFirst);
    }

    /// All calls in one exchange, at one block.
    public Checked<List<CallOutcome>> callAll(List<ContractCall> calls, BlockTag tag) {
        var requests =
                calls.stream()
                        .map(it ->
                                RpcCall.of(
                                        "eth_call", parameters(it, Optional.empty()), tag.text()))
                        .toList();
        return checked(rpc.batch(requests).stream().map(this::callOutcome).toList());
    }

    /// The call executed as `from` would send it now.
    CallOutcome simulate(ContractCall call, Address from) {
        return callOutcome(
                rpc.ask(RpcCall.of("eth_call", parameters(call, Optional.of(from)), "latest")));
    }

    CallOutcome callOutcome(RpcAnswer answer) {
        return switch (answer) {
            case RpcAnswer.Result(JsonNode value) -> new CallOutcome.Returned(Fields.bytes(value));
            case RpcAnswer.Failure failure ->
                    new CallOutcome.Reverted(
                            revert(failure)
                                    .orElseThrow(() ->
                                            new ChainException(
                                                    "The node "
                                                            + rpc.endpoint()
                                                            + " refused a call: "
                                                            + failure.message()
                                                            + ".",
                                                    failure)));
        };
    }

    /// Whether a node's error says that the contract refused, and with which bytes. Code 3 is the
    /// execution-apis' "execution reverted".
    static Optional<RevertReason> revert(RpcAnswer.Failure failure) {
        boolean reverted = failure.code() == 3 || failure.message().contains("revert");
        if (!reverted) {
            return Optional.empty();
        }
        try {
            return Optional.of(new RevertReason(Bytes.ofHex(failure.data())));
        } catch (IllegalArgumentException _) {
            return Optional.of(new RevertReason(Bytes.EMPTY));
        }
    }

    static Map<String, Object> parameters(ContractCall call, Optional<Address> from) {
        var fields = new LinkedHashMap<String, Object>();
        from.ifPresent(it -> fields.put("from", it.toHex()));
        call.to().ifPresent(it -> fields.put("to", it.toHex()));
        if (call.input().size() > 0) {
            fields.put("input", call.input().toHex());
        }
        if (call.value().signum() > 0) {
            fields.put("value", Fields.hex(call.value()));
        }
        return fields;
    }

    public Checked<Bytes32> storage(Address contract, Bytes32 slot, BlockTag tag) {
        return checked(
                Fields.word(
                        rpc.result(
                                "eth_getStorageAt", contract.toHex(), slot.toHex(), tag.text())));
    }

    /// EIP-1186 as the node sent it, for the light client to check.
    public JsonNode proof(Address contract, List<Bytes32> slots, BlockTag tag) {
        return rpc.result(
                "eth_getProof",
                contract.toHex(),
                slots.stream().map(Bytes32::toHex).toList(),
                tag.text());
    }

    public Optional<Receipt> receipt(TxHash hash) {
        var node = rpc.result("eth_getTransactionReceipt", hash.toHex());
        return node.isNull() ? Optional.empty() : Optional.of(Receipt.parse(node));
    }

    /// All events from block `from` to block `to`, both inclusive, in the order of the chain; read
    /// in pages. Nothing here proves that none was left out.
    ///
    /// @throws ChainException when the node sends an event that was not asked for
    public Checked<List<EventLog>> events(EventFilter filter, long from, long to) {
        var logs = new ArrayList<EventLog>();
        long size = filter.isNarrow() ? Math.max(1, to - from + 1) : LOG_PAGE;
        long first = from;
        while (first <= to) {
            long last = Math.min(to, first + size - 1);
            try {
                logs.addAll(page(filter, first, last));
                first = last + 1;
            } catch (ChainException e) {
                if (last == first || !isTooMuch(e)) {
                    throw e;
                }
                size = (last - first + 1) / 2;
            }
        }
        logs.sort(
                Comparator.comparingLong(EventLog::blockNumber).thenComparingInt(EventLog::index));
        return checked(List.copyOf(logs));
    }

    private List<EventLog> page(EventFilter filter, long first, long last) {
        var logs = new ArrayList<EventLog>();
        for (var each : rpc.result("eth_getLogs", filter.parameters(first, last))) {
            var log = EventLog.parse(each);
            if (!filter.matches(log, first, last)) {
                throw Fields.malformed("an event that was not asked for");
            }
            logs.add(log);
        }
        return logs;
    }

    private static boolean isTooMuch(ChainException e) {
        return switch (e.reason()) {
            case REFUSED, TOO_LARGE, TIMEOUT -> true;
            case UNREACHABLE, MALFORMED, WRONG_CHAIN -> false;
        };
    }

    private <T> Checked<T> checked(T value) {
        return new Checked<>(value, trust);
    }

    private static JsonNode value(RpcAnswer answer) {
        return switch (answer) {
            case RpcAnswer.Result(JsonNode value) -> value;
            case RpcAnswer.Failure failure ->
                    throw new ChainException(
                            "The node refused a request: " + failure.message() + ".", failure);
        };
    }
}
