package io.p2pcloud.tenant;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// When a server's key left lately. A host that ends a machine again and again, to be given the key
/// anew each time, gets no more than a few of them.
record Releases(List<Instant> at) {
    static final int MOST = 12;
    static final Duration WITHIN = Duration.ofHours(1);
    static final Releases NONE = new Releases(List.of());

    Releases {
        at = List.copyOf(at);
    }

    /// When the next one may leave; empty when it may now.
    Optional<Instant> fullUntil(Instant now) {
        var recent = recent(now);
        return recent.size() < MOST
                ? Optional.empty()
                : Optional.of(recent.get(recent.size() - MOST).plus(WITHIN));
    }

    Releases and(Instant now) {
        return new Releases(Stream.concat(recent(now).stream(), Stream.of(now)).toList());
    }

    private List<Instant> recent(Instant now) {
        return at.stream().filter(it -> it.plus(WITHIN).isAfter(now)).toList();
    }
}
