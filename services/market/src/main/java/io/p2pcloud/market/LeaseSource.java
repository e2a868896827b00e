package io.p2pcloud.market;

import io.p2pcloud.chain.Checked;
import io.p2pcloud.common.Address;
import java.util.Optional;

/// Where single leases and their providers are read.
public interface LeaseSource {
    Checked<Optional<Lease>> lease(LeaseId id);

    Checked<Optional<Provider>> provider(Address account);
}
