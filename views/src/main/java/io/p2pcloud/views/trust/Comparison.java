package io.p2pcloud.views.trust;

import io.p2pcloud.common.Bytes32;
import io.p2pcloud.lightclient.CrossCheck;
import io.p2pcloud.views.common.Problem;
import io.p2pcloud.views.common.Texts;
import io.p2pcloud.views.common.Tone;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What the servers say of a block to start from, in words.
///
/// @param root empty while none was compared, or none can be trusted
public record Comparison(Optional<Bytes32> root, Tone tone, String words) {
    public static final Comparison NONE = new Comparison(Optional.empty(), Tone.NEUTRAL, "");

    public static Comparison of(CrossCheck check) {
        int vouchers = check.vouchers().size();
        if (vouchers == 0) {
            return without(Tone.DANGER, Texts.of("trustpage.paste.unknown", check.asked()));
        }
        return new Comparison(
                Optional.of(check.root()),
                check.isAgreed() ? Tone.SUCCESS : Tone.WARNING,
                Texts.of(
                        check.isAgreed() ? "trustpage.paste.agreed" : "trustpage.paste.few",
                        vouchers,
                        check.asked(),
                        String.join(", ", check.vouchers())));
    }

    /// The proposal that most servers know.
    public static Comparison best(List<CrossCheck> proposals) {
        return proposals.stream()
                .max(Comparator.comparingInt(it -> it.vouchers().size()))
                .map(Comparison::of)
                .orElseGet(() -> without(Tone.WARNING, Texts.of("trustpage.paste.nobody")));
    }

    /// What was pasted is no root.
    public static Comparison wrong() {
        return without(Tone.DANGER, Texts.of("trustpage.paste.wrong"));
    }

    public static Comparison failed(Problem problem) {
        return without(Tone.DANGER, problem.sentence());
    }

    private static Comparison without(Tone tone, String words) {
        return new Comparison(Optional.empty(), tone, words);
    }
}
