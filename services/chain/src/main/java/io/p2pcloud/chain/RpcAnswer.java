package io.p2pcloud.chain;

import tools.jackson.databind.JsonNode;

/// What a node answered to one request.
public sealed interface RpcAnswer {
    /// JSON null is a result too.
    record Result(JsonNode value) implements RpcAnswer {}

    /// @param data the revert's bytes in hex for a failed call, else empty
    record Failure(int code, String message, String data) implements RpcAnswer {}
}
