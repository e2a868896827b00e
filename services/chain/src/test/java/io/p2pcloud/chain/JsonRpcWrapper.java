package io.p2pcloud.chain;

import java.util.List;

/// A node to which something happens after each exchange.
abstract class JsonRpcWrapper implements JsonRpc {
    private final JsonRpc inner;

    JsonRpcWrapper(JsonRpc inner) {
        this.inner = inner;
    }

    abstract void after();

    @Override
    public String endpoint() {
        return inner.endpoint();
    }

    @Override
    public List<RpcAnswer> batch(List<RpcCall> calls) {
        var answers = inner.batch(calls);
        after();
        return answers;
    }
}
