package io.p2pcloud.played;

import io.grpc.StatusException;
import io.grpc.stub.BlockingClientCall;
import io.p2pcloud.protocol.ProviderConnection;
import io.p2pcloud.protocol.v1.LaunchRequest;
import io.p2pcloud.protocol.v1.LaunchResponse;
import io.p2pcloud.protocol.v1.LeaseServiceGrpc.LeaseServiceBlockingV2Stub;
import io.p2pcloud.protocol.v1.Refused;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A launch as anybody may try it.
final class RawLaunch implements AutoCloseable {
    private final BlockingClientCall<LaunchRequest, LaunchResponse> call;

    RawLaunch(ProviderConnection connection) {
        call = stub(connection).launch();
    }

    static LeaseServiceBlockingV2Stub stub(ProviderConnection connection) {
        return connection.blocking().withDeadlineAfter(30, TimeUnit.SECONDS);
    }

    /// @return whether the provider still listens
    boolean say(LaunchRequest.Builder request) throws StatusException, InterruptedException {
        return call.write(request.build());
    }

    /// The provider's next word; null when he ended the call in order.
    @Nullable LaunchResponse next() throws StatusException, InterruptedException {
        return call.read();
    }

    Refused refused() throws StatusException, InterruptedException {
        var said = next();
        return said == null ? Refused.getDefaultInstance() : said.getRefused();
    }

    @Override
    public void close() {
        call.cancel("enough", null);
    }
}
