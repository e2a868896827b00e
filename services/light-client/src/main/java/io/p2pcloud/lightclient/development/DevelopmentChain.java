package io.p2pcloud.lightclient.development;

import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Json;
import io.p2pcloud.lightclient.endpoint.Transport;
import io.p2pcloud.lightclient.execution.ExecutionHeader;
import io.p2pcloud.lightclient.execution.ExecutionJson;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// The node of the development chain, as far as its beacon needs it: the newest block, and the
/// chain id that must be [DevelopmentCommittee#CHAIN_ID].
public final class DevelopmentChain {
    private final URI address;
    private final Transport transport;
    private boolean checked;

    /// @param address JSON-RPC address of the node
    public DevelopmentChain(URI address, Transport transport) {
        this.address = address;
        this.transport = transport;
    }

    /// The newest block.
    ///
    /// @throws IOException when the node does not answer, runs another chain, or contradicts itself
    synchronized ExecutionHeader head() throws IOException {
        if (!checked) {
            var chainId = call("eth_chainId", List.of());
            if (!chainId.stringValue("")
                    .equals("0x" + Long.toHexString(DevelopmentCommittee.CHAIN_ID))) {
                throw new IOException(
                        "the development committee vouches for chain "
                                + DevelopmentCommittee.CHAIN_ID
                                + " only, but the node runs chain "
                                + chainId);
            }
            checked = true;
        }
        var block = call("eth_getBlockByNumber", List.of("latest", false));
        try {
            var header = ExecutionJson.readHeader(block);
            if (!header.hash().toHex().equals(block.path("hash").stringValue(""))) {
                throw new IOException("the node's newest block does not hash to its own hash");
            }
            return header;
        } catch (IllegalArgumentException e) {
            throw new IOException("the node's newest block cannot be read: " + e.getMessage(), e);
        }
    }

    private JsonNode call(String method, List<Object> params) throws IOException {
        var request = new LinkedHashMap<String, Object>();
        request.put("jsonrpc", "2.0");
        request.put("id", 1);
        request.put("method", method);
        request.put("params", params);
        var body = Bytes.of(Json.write(request).getBytes(StandardCharsets.UTF_8));
        var answer = transport.post(address, body);
        if (!answer.isOk()) {
            throw new IOException(method + " was answered with status " + answer.status());
        }
        try {
            return Json.parse(answer.body().toArray()).path("result");
        } catch (IllegalArgumentException e) {
            throw new IOException("the answer to " + method + " cannot be read", e);
        }
    }
}
