package io.p2pcloud.launcher.network;

import io.p2pcloud.launcher.domain.PortForward;
import java.util.List;

/// QEMU's user network as the value of `-netdev`, for the card `net0`.
public final class UserNetdev {
    private UserNetdev() {}

    public static String of(List<PortForward> forwards) {
        var netdev = new StringBuilder("user,id=net0,ipv6=off");
        for (var forward : forwards) {
            netdev.append(
                    ",hostfwd=tcp:127.0.0.1:%d-:%d"
                            .formatted(forward.hostPort(), forward.guestPort()));
        }
        return netdev.toString();
    }
}
