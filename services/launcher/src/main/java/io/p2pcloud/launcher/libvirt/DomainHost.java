package io.p2pcloud.launcher.libvirt;

import java.util.Optional;
import java.util.regex.Pattern;

/// What the domain XML of a guest takes from the host rather than from the lease.
///
/// @param kind how much the libvirt instance may do
/// @param runAs `+uid:+gid` of the user that QEMU runs as without libvirt changing any file's
///   owner; empty for libvirt's own user
/// @param attachment how the guest reaches the network
public record DomainHost(Kind kind, Optional<String> runAs, Attachment attachment) {
    /// libvirt's kinds of instances.
    public enum Kind {
        /// The host's own (`qemu:///system`): it can limit memory and processor shares.
        SYSTEM,
        /// The host's own inside a container that lacks CAP_SYS_RESOURCE: libvirt sets the limit of
        /// locked memory together with that of all memory and fails there.
        CONFINED_SYSTEM,
        /// A user's (`qemu:///session`), without rights over control groups.
        SESSION
    }

    private static final Pattern LABEL = Pattern.compile("\\+[0-9]{1,10}:\\+[0-9]{1,10}");

    public DomainHost {
        runAs.ifPresent(label -> {
            if (!LABEL.matcher(label).matches()) {
                throw new IllegalArgumentException("a user is +uid:+gid, not " + label);
            }
        });
    }
}
