package io.p2pcloud.chain;

import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Json;
import io.p2pcloud.common.Keccak;
import io.p2pcloud.common.Rlp;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// One account's view of a chain: a pool, blocks, and faults on demand. Mines the lowest nonce with
/// the best fee, as a real one does.
final class FakeNode implements JsonRpc {
    final Map<Long, Map<String, BigInteger>> pool = new TreeMap<>();
    final Map<String, Long> mined = new LinkedHashMap<>();
    final List<String> taken = new ArrayList<>();
    long nonce;
    long head = 100;
    BigInteger balance = BigInteger.TEN.pow(18);

    /// Revert data in hex, or empty for success.
    String revert = "";

    boolean automine = true;
    boolean failsInBlocks;
    boolean losesTheAnswerToSends;
    boolean forgetsSends;
    int brokenExchanges;

    @Override
    public String endpoint() {
        return "fake";
    }

    @Override
    public List<RpcAnswer> batch(List<RpcCall> calls) {
        if (brokenExchanges > 0) {
            brokenExchanges--;
            throw new ChainException(ChainException.Reason.UNREACHABLE, "away");
        }
        return calls.stream().map(this::answer).toList();
    }

    private RpcAnswer answer(RpcCall call) {
        return switch (call.method()) {
            case "eth_chainId" -> result("0x7");
            case "eth_blockNumber" -> result(Fields.hex(head));
            case "eth_getBalance" -> result(Fields.hex(balance));
            case "eth_call" ->
                    revert.isEmpty() ? result("0x") : failure(3, "execution reverted", revert);
            case "eth_estimateGas" ->
                    revert.isEmpty() ? result("0x7530") : failure(3, "execution reverted", revert);
            case "eth_maxPriorityFeePerGas" -> result("0x1");
            case "eth_feeHistory" ->
                    result(
                            Map.of(
                                    "baseFeePerGas", List.of("0x64", "0x64"),
                                    "reward", List.of(List.of("0xa"))));
            case "eth_getTransactionCount" ->
                    result(
                            Fields.hex(
                                    call.parameters().get(1).equals("latest")
                                            ? nonce
                                            : pendingNonce()));
            case "eth_sendRawTransaction" -> send((String) call.parameters().getFirst());
            case "eth_getTransactionReceipt" -> receipt((String) call.parameters().getFirst());
            default -> failure(-32601, "no method " + call.method(), "");
        };
    }

    private long pendingNonce() {
        long next = nonce;
        while (pool.containsKey(next)) {
            next++;
        }
        return next;
    }

    private RpcAnswer send(String raw) {
        var bytes = Bytes.ofHex(raw).toArray();
        var hash = Keccak.hash(bytes).toHex();
        var item = (Rlp.Item.Sequence) Rlp.decode(Arrays.copyOfRange(bytes, 1, bytes.length));
        long number = number(item, 1).longValueExact();
        if (number < nonce) {
            return failure(-32003, "nonce too low", "");
        }
        taken.add(hash);
        if (!forgetsSends) {
            pool.computeIfAbsent(number, _ -> new LinkedHashMap<>()).put(hash, number(item, 3));
            if (automine) {
                mine();
            }
        }
        if (losesTheAnswerToSends) {
            throw new ChainException(ChainException.Reason.UNREACHABLE, "broke off");
        }
        return result(hash);
    }

    private static BigInteger number(Rlp.Item.Sequence item, int index) {
        return ((Rlp.Item.Text) item.items().get(index)).toNumber();
    }

    void mine() {
        while (pool.containsKey(nonce)) {
            var best =
                    pool.remove(nonce).entrySet().stream()
                            .max(Map.Entry.comparingByValue())
                            .orElseThrow();
            mined.put(best.getKey(), ++head);
            nonce++;
        }
    }

    /// Another program's transaction takes the nonce.
    void takeNonce() {
        pool.remove(nonce);
        nonce++;
        head++;
    }

    private RpcAnswer receipt(String hash) {
        var block = mined.get(hash);
        if (block == null) {
            return new RpcAnswer.Result(Json.parse("null"));
        }
        var word = Keccak.hash(new byte[] {block.byteValue()}).toHex();
        return result(
                Map.of(
                        "transactionHash",
                        hash,
                        "blockNumber",
                        Fields.hex(block),
                        "blockHash",
                        word,
                        "status",
                        failsInBlocks ? "0x0" : "0x1",
                        "gasUsed",
                        "0x5208",
                        "effectiveGasPrice",
                        "0x64",
                        "logs",
                        List.of()));
    }

    private static RpcAnswer result(Object value) {
        return new RpcAnswer.Result(Json.parse(Json.write(value)));
    }

    private static RpcAnswer failure(int code, String message, String data) {
        return new RpcAnswer.Failure(code, message, data);
    }

    @Override
    public String toString() {
        return pool.keySet().stream().map(String::valueOf).collect(Collectors.joining(","));
    }
}
