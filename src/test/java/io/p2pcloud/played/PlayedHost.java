package io.p2pcloud.played;

import io.p2pcloud.release.GuestLine;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/// What a host sees of its machines' key ports, and what it puts in place of their words.
final class PlayedHost {
    private final List<GuestLine.Evidence> evidence = new CopyOnWriteArrayList<>();
    private final List<GuestLine.Release> releases = new CopyOnWriteArrayList<>();
    private volatile UnaryOperator<GuestLine.Evidence> lie = UnaryOperator.identity();
    private volatile UnaryOperator<GuestLine.Release> swap = UnaryOperator.identity();

    /// From now on it puts something else in the place of what its machines say of themselves.
    void lie(UnaryOperator<GuestLine.Evidence> next) {
        lie = next;
    }

    /// From now on it puts something else in the place of what its machines are given.
    void swap(UnaryOperator<GuestLine.Release> next) {
        swap = next;
    }

    /// What its machines said, oldest first.
    List<GuestLine.Evidence> evidence() {
        return evidence;
    }

    /// What they were given.
    List<GuestLine.Release> releases() {
        return releases;
    }

    GuestLine.Evidence said(GuestLine.Evidence honest) {
        evidence.add(honest);
        return lie.apply(honest);
    }

    GuestLine.Release given(GuestLine.Release release) {
        releases.add(release);
        return swap.apply(release);
    }
}
