package io.p2pcloud.views.common;

import io.p2pcloud.market.Offer;
import io.p2pcloud.provider.HostedLease;
import io.p2pcloud.provider.HostingSnapshot;

/// The machines that this computer has put on the market. The market lets each of them once: after
/// its lease is over it is not free again, but can be listed anew.
///
/// @param leased now
/// @param free for a tenant to take
/// @param over let once, and given back
public record Machines(int leased, int free, int over) {
    public static Machines of(HostingSnapshot state) {
        int leased =
                (int)
                        state.leases().stream()
                                .filter(it -> it.state() != HostedLease.State.CLOSED)
                                .count();
        int free = 0;
        int taken = 0;
        for (var offer : state.offers()) {
            if (offer.mode() != Offer.Mode.WITHDRAWN) {
                free += offer.free();
                taken += offer.taken();
            }
        }
        return new Machines(leased, free, Math.max(0, taken - leased));
    }

    /// What part of those that can earn does.
    public double share() {
        return leased + free == 0 ? 0 : leased / (double) (leased + free);
    }
}
