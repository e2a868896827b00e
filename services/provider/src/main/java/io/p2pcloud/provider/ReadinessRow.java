package io.p2pcloud.provider;

import java.util.List;

/// One thing that a provider's machine needs, as it was found.
///
/// @param id stable, for tests and scripts, such as `kvm`
/// @param name for people, such as "Hardware virtualization (KVM)"
/// @param found what was found, in a few words
/// @param remedy numbered steps that mend it; empty when nothing is to be done
public record ReadinessRow(
        String id, String name, Status status, String found, List<String> remedy) {
    public ReadinessRow {
        remedy = List.copyOf(remedy);
    }

    /// How it stands.
    public enum Status {
        /// As it should be.
        GOOD,
        /// Works, with less than could be.
        LIMITED,
        /// Nothing can be sold before this is mended.
        BLOCKING,
        /// Could not be found out; the words say why.
        UNKNOWN
    }
}
