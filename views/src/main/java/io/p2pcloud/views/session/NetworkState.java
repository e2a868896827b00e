package io.p2pcloud.views.session;

import java.util.List;

/// Whether there is a network, and what comes with it.
public sealed interface NetworkState {
    /// None was started yet.
    record Unset() implements NetworkState {}

    /// On the way; steps in their order.
    record Starting(List<StartStep> steps) implements NetworkState {
        public Starting {
            steps = List.copyOf(steps);
        }
    }

    record Connected(Session session) implements NetworkState {}

    /// A chain of other people is followed, where no market is known: its blocks are proven, and
    /// nothing can be rented.
    record Watching(String name, Proofs proofs) implements NetworkState {}

    /// It could not be started, or ended by itself.
    ///
    /// @param sentence for the user: what was wrong and what to do
    /// @param code short, to quote it
    record Failed(String sentence, String code) implements NetworkState {}
}
