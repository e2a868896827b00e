package io.p2pcloud.tenant;

import java.util.Optional;

/// What the newest start of a server's machine brought, and the next one brings.
///
/// @param size what the machine is given
/// @param resized whether that is another size than it was started with last
/// @param update the kernel's release of this program's boot bundle, where the machine was started
///   from another bundle last
/// @param rescue whether it was started to rescue its disk
/// @param disk whether it has a disk that a system of its own has been on
public record Upkeep(
        GuestSize size, boolean resized, Optional<String> update, boolean rescue, boolean disk) {}
