package io.p2pcloud.market;

import io.p2pcloud.chain.Checked;
import io.p2pcloud.chain.Figures;
import io.p2pcloud.chain.Proving;
import java.util.function.Function;
import java.util.function.Supplier;

/// Takes what was proven, or else what the endpoint says, and notes which of them it was.
final class Noting {
    private final Figures figures;

    Noting(Figures figures) {
        this.figures = figures;
    }

    /// @param key names the figure among its kind
    <T> Checked<T> one(
            Figures.Kind kind, String key, Proving<T> proving, Supplier<Checked<T>> otherwise) {
        var answer = either(proving, otherwise);
        figures.note(kind, key, answer.trust(), reason(proving));
        return answer;
    }

    /// Each entry of the page is a figure of its own.
    <T> Checked<Page<T>> page(
            Figures.Kind kind,
            Function<T, String> key,
            Proving<Page<T>> proving,
            Supplier<Checked<Page<T>>> otherwise) {
        var answer = either(proving, otherwise);
        for (var item : answer.value().items()) {
            figures.note(kind, key.apply(item), answer.trust(), reason(proving));
        }
        return answer;
    }

    private static <T> Checked<T> either(Proving<T> proving, Supplier<Checked<T>> otherwise) {
        return switch (proving) {
            case Proving.Proven<T>(T value, var trust) -> new Checked<>(value, trust);
            case Proving.NotProven<T> _ -> otherwise.get();
        };
    }

    private static String reason(Proving<?> proving) {
        return switch (proving) {
            case Proving.Proven<?> _ -> "";
            case Proving.NotProven<?>(var reason) -> reason;
        };
    }
}
