package io.p2pcloud.tenant;

import io.grpc.StatusException;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.market.LeaseId;
import io.p2pcloud.market.Provider;
import java.lang.System.Logger;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The connection to the provider whom a review found best, made while the user reads: by the time
/// he confirms, both sides have shown who they are, and the launch goes on over it. Nothing is lost
/// when he does not confirm, or the lease goes to somebody else.
final class FirstCall implements AutoCloseable {
    private static final Logger LOG = System.getLogger(FirstCall.class.getName());

    private final Calling calling;
    private @Nullable Made made;
    private boolean closed;

    /// How a provider is called.
    interface Calling {
        ProviderClient to(Provider provider) throws LaunchException;
    }

    private record Made(Provider provider, ProviderClient client) {
        boolean isTo(Provider other) {
            return provider.account().equals(other.account())
                    && provider.endpoint().equals(other.endpoint())
                    && provider.tlsKeyHash().equals(other.tlsKeyHash());
        }
    }

    FirstCall(Calling calling) {
        this.calling = calling;
    }

    /// Calls him, unless that is done; blocks until he answers. What fails here fails again, and is
    /// told, when it matters.
    void to(Provider provider) {
        try {
            var client = begin(provider);
            if (client.isPresent()) {
                // No lease has this id, and he says so: he can be reached, and is who he should be.
                var _ = client.get().status(new LeaseId(Bytes32.ZERO));
            }
        } catch (LaunchException | StatusException e) {
            LOG.log(Logger.Level.DEBUG, "the first call", e);
        }
    }

    private synchronized Optional<ProviderClient> begin(Provider provider) throws LaunchException {
        if (closed || (made != null && made.isTo(provider))) {
            return Optional.empty();
        }
        drop();
        var client = calling.to(provider);
        made = new Made(provider, client);
        return Optional.of(client);
    }

    /// The connection to this provider, once; the caller closes it.
    synchronized Optional<ProviderClient> take(Provider provider) {
        var known = made;
        if (known == null || !known.isTo(provider)) {
            return Optional.empty();
        }
        made = null;
        return Optional.of(known.client());
    }

    @Override
    public synchronized void close() {
        closed = true;
        drop();
    }

    private void drop() {
        if (made != null) {
            made.client().close();
            made = null;
        }
    }
}
