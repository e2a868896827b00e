package io.p2pcloud.tenant;

import io.p2pcloud.guest.BootBundle;
import java.util.Optional;

/// The boot bundle of this program, as far as servers are compared with it.
///
/// @param system names it, hexadecimal
record NewestBundle(Optional<String> system, String kernel) {
    /// While it is not read yet, no server is behind it.
    static final NewestBundle UNKNOWN = new NewestBundle(Optional.empty(), "");

    static NewestBundle of(BootBundle bundle) {
        return new NewestBundle(Optional.of(bundle.system().toHex()), bundle.kernelRelease());
    }

    /// @param started names what a machine was started from
    /// @return the kernel that the next start brings, where that is another bundle
    Optional<String> updates(String started) {
        return system.filter(own -> !own.equals(started)).map(_ -> kernel);
    }
}
