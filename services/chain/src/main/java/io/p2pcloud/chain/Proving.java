package io.p2pcloud.chain;

/// What became of the wish to prove something.
public sealed interface Proving<T> {
    /// @param trust one of the proven kinds
    record Proven<T>(T value, Trust trust) implements Proving<T> {
        public Proven {
            if (!trust.isProven()) {
                throw new IllegalArgumentException("not proven: " + trust);
            }
        }
    }

    /// @param reason why not, in a sentence
    record NotProven<T>(String reason) implements Proving<T> {}
}
