package io.p2pcloud.views.session;

import io.p2pcloud.common.Signal;
import io.p2pcloud.provider.Hosting;
import io.p2pcloud.tenant.Servers;
import java.util.List;

/// One network while it is there.
///
/// @param name for the status bar, such as "This computer"
/// @param testMoney whether the money is worth nothing, which the screen says
/// @param keeping of the market, for its bounties
/// @param market what everyone can see
/// @param images the base systems that a server can have, the usual one first
public record Session(
        String name,
        boolean testMoney,
        Signal<ChainStatus> chain,
        Proofs proofs,
        Servers servers,
        Hosting hosting,
        Purse purse,
        Keeping keeping,
        OpenMarket market,
        List<ImageChoice> images) {
    public Session {
        images = List.copyOf(images);
    }
}
