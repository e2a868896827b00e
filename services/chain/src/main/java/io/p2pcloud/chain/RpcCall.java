package io.p2pcloud.chain;

import java.util.List;

/// One JSON-RPC request: a method and its parameters (texts, booleans, lists and maps of these).
public record RpcCall(String method, List<Object> parameters) {
    public RpcCall {
        parameters = List.copyOf(parameters);
    }

    public static RpcCall of(String method, Object... parameters) {
        return new RpcCall(method, List.of(parameters));
    }

    /// Whether asking twice does no more than asking once.
    boolean isRead() {
        return (method.startsWith("eth_") && !method.startsWith("eth_send"))
                || method.startsWith("web3_")
                || method.startsWith("net_");
    }
}
