package io.p2pcloud.tenant;

import io.p2pcloud.common.Address;
import io.p2pcloud.common.Bytes;
import io.p2pcloud.market.LeaseId;
import io.p2pcloud.market.MarketDigests;
import io.p2pcloud.protocol.v1.Goodbye;
import io.p2pcloud.release.EcdsaSignature;
import io.p2pcloud.release.EndedTranscript;
import io.p2pcloud.release.LeaseBoot;
import io.p2pcloud.wallet.Signature;
import java.lang.System.Logger;
import java.time.InstantSource;

/// The end of a confidential machine by its own word: what the provider hands over as its goodbye
/// counts only with the signature of the guest that was given the key.
final class Goodbyes {
    private static final Logger LOG = System.getLogger(Goodbyes.class.getName());

    private final MarketDigests market;
    private final InstantSource clock;

    Goodbyes(MarketDigests market, InstantSource clock) {
        this.market = market;
        this.clock = clock;
    }

    /// Notes the end of the machine that holds the server's key, if `said` proves it; another
    /// boot's goodbye, another key's, or nonsense proves nothing. The case's lock is held by the
    /// caller.
    void note(ServerCase server, LeaseId lease, Goodbye said) {
        var known = server.record().confidence();
        var key = known.guestKey();
        if (!known.mayRun() || key == null || said.getBoot() != known.released()) {
            return;
        }
        var boot =
                new LeaseBoot(
                        market.chain().value(), market.market(), lease.value(), known.released());
        if (isSigned(said, boot, Address.ofHex(key))) {
            server.journal("goodbye", server.record().with(known.saidGoodbye(clock.instant())));
        }
    }

    private static boolean isSigned(Goodbye said, LeaseBoot boot, Address key) {
        try {
            var der = EcdsaSignature.ofDer(Bytes.of(said.getGuestSignature().toByteArray()));
            var _ = Signature.ofDer(der.toDer(), new EndedTranscript(boot).digest(), key);
            return true;
        } catch (IllegalArgumentException e) {
            LOG.log(
                    Logger.Level.WARNING,
                    "a goodbye that the guest did not sign: {0}",
                    e.getMessage());
            return false;
        }
    }
}
