package io.p2pcloud.tenant;

import io.p2pcloud.chain.ChainException;
import io.p2pcloud.market.Marketplace;
import io.p2pcloud.protocol.TlsIdentity;
import java.lang.System.Logger;
import java.time.InstantSource;

/// Calls the provider of a server's lease, where the chain says that he is.
final class ProviderCalls {
    private static final Logger LOG = System.getLogger(ProviderCalls.class.getName());

    private final Marketplace market;
    private final TlsIdentity identity;
    private final InstantSource clock;

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
}
