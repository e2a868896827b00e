package io.p2pcloud.tenant;

import io.p2pcloud.chain.ChainException;
import io.p2pcloud.market.Marketplace;
import io.p2pcloud.market.Provider;
import io.p2pcloud.protocol.TlsIdentity;
import java.lang.System.Logger;
import java.time.InstantSource;

/// Calls the provider of a server's lease, where the chain says that he is.
final class ProviderCalls implements AutoCloseable {
    private static final Logger LOG = System.getLogger(ProviderCalls.class.getName());

    private final Marketplace market;
    private final TlsIdentity identity;
    private final InstantSource clock;
    private final FirstCall firstCall = new FirstCall(this::connection);

    ProviderCalls(Marketplace market, TlsIdentity identity, InstantSource clock) {
        this.market = market;
        this.identity = identity;
        this.clock = clock;
    }

    /// @throws LaunchException when the server has no provider (any more)
    /// @throws ChainException when the chain cannot be asked
    ProviderClient to(ServerCase server) throws LaunchException {
        var provider =
                server.lease()
                        .or(() -> server.record().leaseId().flatMap(id -> market.lease(id).value()))
                        .flatMap(lease -> market.provider(lease.provider()).value())
                        .orElseThrow(() ->
                                new LaunchException(
                                        LaunchFailure.Reason.PROVIDER_UNREACHABLE,
                                        "The server has no provider."));
        return to(provider);
    }

    /// @throws LaunchException when the provider's entry names no address
    ProviderClient to(Provider provider) throws LaunchException {
        var begun = firstCall.take(provider);
        return begun.isPresent() ? begun.get() : connection(provider);
    }

    /// Calls whoever would take the server, so that a launch need not wait for that; blocks.
    void ahead(Candidates candidates) {
        try {
            candidates.fits().stream()
                    .findFirst()
                    .flatMap(best -> market.provider(best.offer().provider()).value())
                    .ifPresent(firstCall::to);
        } catch (ChainException e) {
            LOG.log(Logger.Level.DEBUG, "the provider cannot be looked up", e);
        }
    }

    private ProviderClient connection(Provider provider) throws LaunchException {
        return ProviderClient.to(provider, identity, market.digests(), clock);
    }

    /// What the server's machine does, in a word.
    MachineWord word(ServerCase server) {
        try (var client = to(server)) {
            return client.word(server.record().leaseId().orElseThrow());
        } catch (LaunchException | ChainException e) {
            LOG.log(Logger.Level.DEBUG, "the provider cannot be asked", e);
            return MachineWord.SILENT;
        }
    }

    @Override
    public void close() {
        firstCall.close();
    }
}
