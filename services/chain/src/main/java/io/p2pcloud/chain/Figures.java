package io.p2pcloud.chain;

import io.p2pcloud.common.Signal;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/// The figures that were read, each with the trust of its newest reading.
public final class Figures {
    private static final int KEPT = 5000;

    private final Map<Figure, Trust> newest =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Figure, Trust> eldest) {
                    return size() > KEPT;
                }
            };
    private final Signal<Summary> summary = new Signal<>(new Summary(Map.of(), 0, 0, ""));
    private long proven;
    private long unproven;
    private String lastReason = "";

    /// What a figure is about.
    public enum Kind {
        BALANCE,
        LEASE,
        OFFER,
        ORDER,
        PROVIDER,
        HISTORY
    }

    /// @param key names it among its kind
    private record Figure(Kind kind, String key) {}

    /// How many figures of a kind are how far proven.
    public record Count(long finalized, long optimistic, long unproven) {
        static final Count NONE = new Count(0, 0, 0);

        public long all() {
            return finalized + optimistic + unproven;
        }

        Count plus(Trust trust) {
            return switch (trust) {
                case Trust.ProvenFinalized _, Trust.Anchored _ ->
                        new Count(finalized + 1, optimistic, unproven);
                case Trust.ProvenOptimistic _ -> new Count(finalized, optimistic + 1, unproven);
                case Trust.Unproven _, Trust.Cached _ ->
                        new Count(finalized, optimistic, unproven + 1);
            };
        }

        Count plus(Count other) {
            return new Count(
                    finalized + other.finalized,
                    optimistic + other.optimistic,
                    unproven + other.unproven);
        }
    }

    /// @param kinds only those that were read
    /// @param provenReadings readings since the start that were proven
    /// @param unprovenReadings readings that were not
    /// @param lastReason why the last of those was not; empty when there was none
    public record Summary(
            Map<Kind, Count> kinds, long provenReadings, long unprovenReadings, String lastReason) {
        public Summary {
            kinds = Map.copyOf(kinds);
        }

        public Count total() {
            return kinds.values().stream().reduce(Count.NONE, Count::plus);
        }
    }

    public Signal<Summary> summary() {
        return summary;
    }

    /// Notes a reading; `reason` says why it is not proven and is empty when it is.
    public synchronized void note(Kind kind, String key, Trust trust, String reason) {
        newest.put(new Figure(kind, key), trust);
        if (trust.isProven()) {
            proven++;
        } else {
            unproven++;
            lastReason = reason;
        }
        var kinds = new EnumMap<Kind, Count>(Kind.class);
        newest.forEach((figure, each) ->
                kinds.merge(
                        figure.kind(), Count.NONE.plus(each), (before, one) -> before.plus(one)));
        summary.set(new Summary(kinds, proven, unproven, lastReason));
    }
}
