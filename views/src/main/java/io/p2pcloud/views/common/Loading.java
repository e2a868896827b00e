package io.p2pcloud.views.common;

/// Something that has to be read first: what a page or a card shows meanwhile.
public sealed interface Loading<T> {
    /// @param words what is being read
    record Reading<T>(String words) implements Loading<T> {}

    record Ready<T>(T value) implements Loading<T> {}

    record Failed<T>(Problem problem) implements Loading<T> {}
}
