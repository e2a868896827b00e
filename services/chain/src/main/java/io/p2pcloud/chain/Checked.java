package io.p2pcloud.chain;

import java.util.function.Function;

/// A value and how far it was checked.
public record Checked<T>(T value, Trust trust) {
    /// What follows from the value, trusted as far as the value is.
    public <R> Checked<R> map(Function<? super T, ? extends R> change) {
        return new Checked<>(change.apply(value), trust);
    }
}
