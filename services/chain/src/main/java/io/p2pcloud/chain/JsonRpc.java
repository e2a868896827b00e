package io.p2pcloud.chain;

import java.util.List;
import tools.jackson.databind.JsonNode;

/// One node that answers JSON-RPC 2.0. Calls block, and end within the endpoint's time limit.
public interface JsonRpc extends AutoCloseable {
    /// Names the node in messages and trust marks.
    String endpoint();

    /// The answers in the order of the calls, from one exchange.
    ///
    /// @throws ChainException when the exchange fails as a whole
    List<RpcAnswer> batch(List<RpcCall> calls);

    default RpcAnswer ask(RpcCall call) {
        return batch(List.of(call)).getFirst();
    }

    /// The result of one call.
    ///
    /// @throws ChainException when the exchange fails or the node answers with an error
    default JsonNode result(String method, Object... parameters) {
        return switch (ask(RpcCall.of(method, parameters))) {
            case RpcAnswer.Result(JsonNode value) -> value;
            case RpcAnswer.Failure failure ->
                    throw new ChainException(
                            "The node "
                                    + endpoint()
                                    + " refused "
                                    + method
                                    + ": "
                                    + failure.message()
                                    + ".",
                            failure);
        };
    }

    @Override
    default void close() {}
}
