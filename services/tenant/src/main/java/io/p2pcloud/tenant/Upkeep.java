package io.p2pcloud.tenant;

/// What the next start of a server's machine brings.
///
/// @param size what the machine is given
/// @param resized whether that is another size than it was started with last
public record Upkeep(GuestSize size, boolean resized) {}
