package io.p2pcloud.lightclient;

import java.util.function.Function;

/// What became of a question about the chain.
public sealed interface ProofOutcome<T> {
    /// Derived on this machine from `block`.
    record Proven<T>(T value, ProvenBlock block) implements ProofOutcome<T> {}

    /// Every endpoint that answered gave something that does not prove it; the last reason.
    record Refused<T>(Refusal refusal) implements ProofOutcome<T> {}

    /// No endpoint could be asked, or none could answer.
    record Unreachable<T>(String sentence) implements ProofOutcome<T> {}

    /// The same outcome about a part of the value.
    default <R> ProofOutcome<R> map(Function<? super T, ? extends R> part) {
        return switch (this) {
            case Proven<T>(T value, ProvenBlock block) -> new Proven<>(part.apply(value), block);
            case Refused<T>(Refusal refusal) -> new Refused<>(refusal);
            case Unreachable<T>(String sentence) -> new Unreachable<>(sentence);
        };
    }
}
