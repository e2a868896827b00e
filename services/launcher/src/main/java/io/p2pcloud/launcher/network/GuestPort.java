package io.p2pcloud.launcher.network;

import io.p2pcloud.launcher.domain.PortForward;
import java.util.List;

/// One guest's place in the network and what leads to it.
///
/// @param place from [GuestNetwork#FIRST] to [GuestNetwork#LAST]
/// @param bandwidthMbps Mbit/s in each direction
/// @param forwards ports of the host that lead to ports of the guest
public record GuestPort(int place, int bandwidthMbps, List<PortForward> forwards) {
    public GuestPort {
        forwards = List.copyOf(forwards);
    }
}
