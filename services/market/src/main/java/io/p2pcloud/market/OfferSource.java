package io.p2pcloud.market;

import io.p2pcloud.chain.Checked;
import io.p2pcloud.common.Address;
import java.util.List;

/// What an [OfferBook] is read from, in pages.
public interface OfferSource {
    /// Offers that can be taken or quoted, `count` of them (at most 500) from place `from` on; the
    /// order changes when offers are withdrawn.
    Checked<Page<Offer>> offers(int from, int count);

    /// The providers in the order of `accounts`; those not registered are left out.
    Checked<List<Provider>> providers(List<Address> accounts);
}
