package io.p2pcloud.lightclient.endpoint;

import io.p2pcloud.common.Bytes;
import java.io.IOException;
import java.net.URI;
import java.util.Set;

/// Carries requests to a server. Calls block; every one ends within the transport's time limit.
public interface Transport {
    String JSON = "application/json";
    String SSZ = "application/octet-stream";

    /// A server's answer, whatever its status.
    ///
    /// @param contentType media type without parameters, lower case; empty when not given
    /// @param consensusVersion the `Eth-Consensus-Version` header; empty when not given
    record Answer(int status, String contentType, String consensusVersion, Bytes body) {
        private static final int OK = 200;
        private static final int NOT_FOUND = 404;
        private static final Set<Integer> BUSY = Set.of(429, 502, 503, 504);

        public boolean isOk() {
            return status == OK;
        }

        public boolean isNotFound() {
            return status == NOT_FOUND;
        }

        /// Whether the server, or what stands in front of it, cannot answer now but may later.
        public boolean isBusy() {
            return BUSY.contains(status);
        }
    }

    /// Asks for a resource.
    ///
    /// @param accept media types in order of preference
    /// @throws IOException when there is no answer in time, or it is too large
    Answer get(URI address, String accept) throws IOException;

    /// Sends JSON.
    ///
    /// @throws IOException when there is no answer in time, or it is too large
    Answer post(URI address, Bytes json) throws IOException;
}
