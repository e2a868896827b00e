package io.p2pcloud.history;

import io.p2pcloud.market.LeaseId;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which entries are wanted; what is null or empty rules nothing out.
///
/// @param kinds any of them
/// @param from inclusive
/// @param to exclusive
/// @param text part of a label, note or detail, or the first digits of a transaction or lease
public record EntryFilter(
        @Nullable LeaseId lease,
        @Nullable Role role,
        Set<EntryKind> kinds,
        @Nullable Instant from,
        @Nullable Instant to,
        String text) {
    public static final EntryFilter ALL = new EntryFilter(null, null, Set.of(), null, null, "");

    public EntryFilter {
        kinds = Set.copyOf(kinds);
        text = text.strip();
    }

    public EntryFilter ofLease(LeaseId wanted) {
        return new EntryFilter(wanted, role, kinds, from, to, text);
    }

    public EntryFilter as(Role wanted) {
        return new EntryFilter(lease, wanted, kinds, from, to, text);
    }

    public EntryFilter ofKinds(Set<EntryKind> wanted) {
        return new EntryFilter(lease, role, wanted, from, to, text);
    }

    public EntryFilter between(@Nullable Instant first, @Nullable Instant end) {
        return new EntryFilter(lease, role, kinds, first, end, text);
    }

    public EntryFilter containing(String words) {
        return new EntryFilter(lease, role, kinds, from, to, words);
    }
}
