package io.p2pcloud.history;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which leases are wanted; what is null or empty rules nothing out.
///
/// @param phases any of them
/// @param text part of a label or note, or the first digits of a lease or counterparty
public record LeaseFilter(@Nullable Role role, Set<LeasePhase> phases, String text) {
    public static final LeaseFilter ALL = new LeaseFilter(null, Set.of(), "");

    public LeaseFilter {
        phases = Set.copyOf(phases);
        text = text.strip();
    }

    public LeaseFilter as(Role wanted) {
        return new LeaseFilter(wanted, phases, text);
    }

    public LeaseFilter in(Set<LeasePhase> wanted) {
        return new LeaseFilter(role, wanted, text);
    }

    public LeaseFilter containing(String words) {
        return new LeaseFilter(role, phases, words);
    }
}
