package io.p2pcloud.views.history;

import io.p2pcloud.history.EntryKind;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/// Kinds of entries that a reader looks for together.
public enum Group {
    ALL,
    PAYMENTS,
    LEASES,
    GAS;

    /// Empty for all.
    Set<EntryKind> kinds() {
        return switch (this) {
            case ALL -> Set.of();
            case PAYMENTS ->
                    Arrays.stream(EntryKind.values())
                            .filter(it ->
                                    it.effect() != EntryKind.Effect.NONE
                                            && it.effect() != EntryKind.Effect.GAS)
                            .collect(Collectors.toUnmodifiableSet());
            case LEASES ->
                    Arrays.stream(EntryKind.values())
                            .filter(it -> it.effect() == EntryKind.Effect.NONE)
                            .collect(Collectors.toUnmodifiableSet());
            case GAS -> Set.of(EntryKind.GAS);
        };
    }
}
