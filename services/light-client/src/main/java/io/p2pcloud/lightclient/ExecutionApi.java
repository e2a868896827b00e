package io.p2pcloud.lightclient;

import io.p2pcloud.common.Address;
import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.common.Json;
import io.p2pcloud.lightclient.execution.ExecutionHeader;
import io.p2pcloud.lightclient.execution.ExecutionJson;
import io.p2pcloud.lightclient.execution.Receipt;
import io.p2pcloud.lightclient.execution.StateProof;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// The few JSON-RPC methods that proofs need, each checked against what is already proven before it
/// counts as an answer.
final class ExecutionApi {
    private static final int METHOD_NOT_FOUND = -32601;
    private static final int MAX_ANSWER = 8 << 20;
    private static final String NOBODY = "0x" + "0".repeat(40);

    private ExecutionApi() {}

    static Reply<Long> chainId(Endpoint endpoint) throws IOException {
        return then(
                call(endpoint, "eth_chainId"),
                result -> new Reply.Good<>(numberOf(result).longValueExact()));
    }

    /// Whether the server gives proofs at all; what it proves here is not looked at.
    static Reply<Boolean> givesProofs(Endpoint endpoint) throws IOException {
        if (!(call(endpoint, "eth_blockNumber") instanceof Reply.Good<JsonNode>(JsonNode newest))) {
            return new Reply.Lacking<>("does not tell its newest block");
        }
        return then(
                call(endpoint, "eth_getProof", NOBODY, List.of(), newest),
                _ -> new Reply.Good<>(true));
    }

    /// The header whose hash is `hash`.
    static Reply<ExecutionHeader> header(Endpoint endpoint, Bytes32 hash) throws IOException {
        return then(
                call(endpoint, "eth_getBlockByHash", hash.toHex(), false),
                result -> checked(result, hash));
    }

    /// A block that is proven already, in the two ways that requests can name it.
    record BlockName(long number, Bytes32 hash) {}

    /// An account and slots proven against the state root of a block.
    static Reply<StateProof.Verdict.Proven> proof(
            Endpoint endpoint,
            Address account,
            List<Bytes32> slots,
            BlockName block,
            Bytes32 stateRoot)
            throws IOException {
        var keys = slots.stream().map(Bytes32::toHex).toList();
        return askedTwice(
                block,
                name ->
                        then(
                                call(endpoint, "eth_getProof", account.toHex(), keys, name),
                                result -> checked(result, account, slots, stateRoot)));
    }

    private static Reply<StateProof.Verdict.Proven> checked(
            JsonNode result, Address account, List<Bytes32> slots, Bytes32 stateRoot) {
        return switch (ExecutionJson.readProof(result, account, slots).verify(stateRoot)) {
            case StateProof.Verdict.Proven proven -> new Reply.Good<>(proven);
            case StateProof.Verdict.Invalid(String why) ->
                    new Reply.Bad<>(
                            RefusalReason.INVALID_PROOF,
                            "sent a proof of account "
                                    + account
                                    + " that does not hold ("
                                    + why
                                    + ")");
        };
    }

    /// All receipts of the block with this header.
    static Reply<List<Receipt>> receipts(Endpoint endpoint, ExecutionHeader header)
            throws IOException {
        return askedTwice(
                new BlockName(header.number(), header.hash()),
                name ->
                        then(
                                call(endpoint, "eth_getBlockReceipts", name),
                                result -> checked(result, header)));
    }

    private static Reply<List<Receipt>> checked(JsonNode result, ExecutionHeader header) {
        var receipts = ExecutionJson.readReceipts(result);
        return Receipt.root(receipts).equals(header.receiptsRoot())
                ? new Reply.Good<>(receipts)
                : new Reply.Bad<>(
                        RefusalReason.INVALID_PROOF,
                        "sent receipts of block "
                                + header.number()
                                + " that are not those the block commits to");
    }

    private interface Question<T> {
        Reply<T> ask(Object blockName) throws IOException;
    }

    /// By the block's number, which every server understands; and when that proof does not hold,
    /// once more by its hash (EIP-1898), which alone says which block is meant. An honest server's
    /// block of that number is another one while the chain is reorganised, and anvil proves the
    /// state after the block while it is adding the next. Only the second answer is judged; a
    /// server that has none is not believed, but not called a liar either.
    private static <T> Reply<T> askedTwice(BlockName block, Question<T> question)
            throws IOException {
        var first = question.ask(quantity(block.number()));
        if (!(first instanceof Reply.Bad<T>(var reason, var clause))
                || reason != RefusalReason.INVALID_PROOF) {
            return first;
        }
        var second = question.ask(Map.of("blockHash", block.hash().toHex()));
        return second instanceof Reply.Lacking<T>(var lacking)
                ? new Reply.Bad<>(
                        RefusalReason.OTHER_BRANCH,
                        clause + "; asked again by the block's hash, it " + lacking)
                : second;
    }

    private static Reply<ExecutionHeader> checked(JsonNode block, Bytes32 hash) {
        var header = ExecutionJson.readHeader(block);
        return header.hash().equals(hash)
                ? new Reply.Good<>(header)
                : new Reply.Bad<>(
                        RefusalReason.INVALID_PROOF,
                        "sent a block header that does not hash to " + hash);
    }

    private interface Check<T> {
        Reply<T> check(JsonNode result);
    }

    private static <T> Reply<T> then(Reply<JsonNode> reply, Check<T> check) {
        return switch (reply) {
            case Reply.Good<JsonNode>(JsonNode result) -> check.check(result);
            case Reply.Bad<JsonNode>(RefusalReason reason, String clause) ->
                    new Reply.Bad<>(reason, clause);
            case Reply.Lacking<JsonNode>(String clause) -> new Reply.Lacking<>(clause);
        };
    }

    private static Reply<JsonNode> call(Endpoint endpoint, String method, Object... params)
            throws IOException {
        var request = new LinkedHashMap<String, Object>();
        request.put("jsonrpc", "2.0");
        request.put("id", 1);
        request.put("method", method);
        request.put("params", List.of(params));
        var body = Bytes.of(Json.write(request).getBytes(StandardCharsets.UTF_8));
        var answer = endpoint.transport().post(endpoint.address(), body);
        if (answer.isBusy()) {
            throw new IOException("busy, status " + answer.status());
        }
        if (answer.body().size() > limitOf(method)) {
            throw new IllegalArgumentException("an answer of " + answer.body().size() + " bytes");
        }
        if (!answer.isOk()) {
            return new Reply.Lacking<>("answered " + method + " with status " + answer.status());
        }
        var json = Json.parse(answer.body().toArray());
        var error = json.get("error");
        if (error != null && !error.isNull()) {
            return new Reply.Lacking<>(
                    error.path("code").asInt(0) == METHOD_NOT_FOUND
                            ? "does not offer " + method
                            : "answered "
                                    + method
                                    + " with the error: "
                                    + EndpointPool.bounded(error.path("message").asString("")));
        }
        var result = json.get("result");
        return result == null || result.isNull()
                ? new Reply.Lacking<>("does not have what " + method + " asks for")
                : new Reply.Good<>(result);
    }

    /// Only receipts may fill a whole answer of the transport.
    private static int limitOf(String method) {
        return method.equals("eth_getBlockReceipts") ? Integer.MAX_VALUE : MAX_ANSWER;
    }

    private static String quantity(long number) {
        return "0x" + Long.toHexString(number);
    }

    private static BigInteger numberOf(JsonNode result) {
        var holder = Json.mapper().createObjectNode();
        holder.set("result", result);
        return ExecutionJson.quantity(holder, "result");
    }
}
