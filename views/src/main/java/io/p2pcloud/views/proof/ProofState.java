package io.p2pcloud.views.proof;

import io.p2pcloud.views.common.Problem;

/// What the panel shows.
public sealed interface ProofState {
    /// There is no evidence yet.
    record Empty() implements ProofState {}

    /// @param words what is being done
    record Judging(String words) implements ProofState {}

    record Shown(ProofShown proof) implements ProofState {}

    record Failed(Problem problem) implements ProofState {}
}
