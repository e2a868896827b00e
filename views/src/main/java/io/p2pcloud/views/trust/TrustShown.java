package io.p2pcloud.views.trust;

import io.p2pcloud.chain.Figures;
import io.p2pcloud.chain.Figures.Count;
import io.p2pcloud.chain.Figures.Kind;
import io.p2pcloud.lightclient.Checkpoint;
import io.p2pcloud.lightclient.EndpointRecord;
import io.p2pcloud.lightclient.LightClientState;
import io.p2pcloud.lightclient.LightClientState.Sync;
import io.p2pcloud.lightclient.ProvenBlock;
import io.p2pcloud.lightclient.Refusal;
import io.p2pcloud.views.common.Mark;
import io.p2pcloud.views.common.Sizes;
import io.p2pcloud.views.common.Texts;
import io.p2pcloud.views.common.Times;
import io.p2pcloud.views.common.Tone;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The page in words: a pure function of what the light client says.
///
/// @param sentence what is wrong and what to do; empty when nothing is
/// @param network its name
/// @param hops from the checkpoint to the figures
/// @param counts figures by how far they are proven
/// @param kinds the same by what they are about
/// @param unproven why the newest unproven figure is not proven; empty when all are
public record TrustShown(
        Standing standing,
        String sentence,
        String network,
        List<Hop> hops,
        List<EndpointLine> endpoints,
        Count counts,
        List<KindLine> kinds,
        String unproven,
        List<RefusalLine> refusals,
        String answers) {
    public TrustShown {
        hops = List.copyOf(hops);
        endpoints = List.copyOf(endpoints);
        kinds = List.copyOf(kinds);
        refusals = List.copyOf(refusals);
    }

    public static final TrustShown NONE =
            new TrustShown(
                    Standing.NO_NETWORK,
                    "",
                    "",
                    List.of(),
                    List.of(),
                    new Count(0, 0, 0),
                    List.of(),
                    "",
                    List.of(),
                    "");

    /// One station on the way from what is trusted to what is shown.
    ///
    /// @param whole what is copied on a click; empty when there is nothing to copy
    /// @param link what leads to the next station; empty for the last
    public record Hop(
            String icon,
            Tone tone,
            String name,
            String value,
            String whole,
            String words,
            String when,
            String link) {}

    /// @param more the newest problem, for hover; empty when there was none
    public record EndpointLine(
            String name,
            String gives,
            long answered,
            long failed,
            long refused,
            Tone tone,
            String state,
            String more) {}

    public record KindLine(String name, String share, boolean whole) {}

    public record RefusalLine(String sentence, String when) {}

    static TrustShown of(LightClientState state, Figures.Summary figures, Times times) {
        var standing = Standing.of(state.sync());
        var following = following(state.sync());
        boolean none = standing == Standing.STALE || standing == Standing.REFUSED;
        var counts = none ? unproven(figures.total()) : figures.total();
        return new TrustShown(
                standing,
                sentence(state),
                state.network(),
                hops(state, following, counts, times),
                state.endpoints().stream().map(it -> line(it, times)).toList(),
                counts,
                kinds(figures, none),
                figures.total().unproven() > 0 ? figures.lastReason() : "",
                state.refusals().stream().map(it -> line(it, times)).toList(),
                Texts.of(
                        "trustpage.answers",
                        Sizes.grouped(state.provenAnswers()),
                        Sizes.grouped(state.refusedAnswers())));
    }

    private static Optional<Sync.Following> following(Sync sync) {
        return switch (sync) {
            case Sync.Following following -> Optional.of(following);
            case Sync.Starting _ -> Optional.empty();
            case Sync.Unreachable(_, Sync.Following last) -> Optional.of(last);
            case Sync.Unreachable _ -> Optional.empty();
            // What was proven on the way from a block that is not trusted any more counts no more.
            case Sync.Refused _ -> Optional.empty();
        };
    }

    private static String sentence(LightClientState state) {
        return switch (state.sync()) {
            case Sync.Unreachable(var sentence, _) -> sentence;
            case Sync.Refused(Refusal refusal, _) -> refusal.sentence();
            case Sync.Starting _, Sync.Following _ ->
                    state.clockSkew().isZero() ? "" : skew(state.clockSkew());
        };
    }

    private static String skew(Duration skew) {
        return skew.isNegative()
                ? Texts.of("trustpage.clock.ahead", Times.span(skew.negated()))
                : Texts.of("trustpage.clock.behind", Times.span(skew));
    }

    private static List<Hop> hops(
            LightClientState state, Optional<Sync.Following> sync, Count counts, Times times) {
        var hops = new ArrayList<Hop>();
        hops.add(checkpoint(state.checkpoint(), sync));
        hops.add(
                block(
                        Mark.PROVEN,
                        Texts.of("trustpage.finalized"),
                        Texts.of("trustpage.finalized.words"),
                        sync.map(Sync.Following::finalized),
                        sync.map(TrustShown::headers).orElse(""),
                        times));
        hops.add(
                block(
                        Mark.PROVEN_HEAD,
                        Texts.of("trustpage.head"),
                        Texts.of("trustpage.head.words"),
                        sync.map(Sync.Following::optimistic),
                        Texts.of("trustpage.link.proofs"),
                        times));
        hops.add(
                new Hop(
                        "mdi2s-shield-check",
                        counts.unproven() == 0 ? Tone.SUCCESS : Tone.WARNING,
                        Texts.of("trustpage.figures"),
                        Texts.of(
                                "trustpage.of",
                                Sizes.grouped(counts.finalized() + counts.optimistic()),
                                Sizes.grouped(counts.all())),
                        "",
                        Texts.of("trustpage.figures.words"),
                        "",
                        ""));
        return hops;
    }

    private static Hop checkpoint(@Nullable Checkpoint checkpoint, Optional<Sync.Following> sync) {
        return new Hop(
                "mdi2t-target",
                Tone.ACCENT,
                Texts.of("trustpage.checkpoint"),
                checkpoint == null
                        ? Texts.of("trustpage.none")
                        : Sizes.shortened(checkpoint.root().toHex()),
                checkpoint == null ? "" : checkpoint.root().toHex(),
                checkpoint == null
                        ? Texts.of("trustpage.checkpoint.none")
                        : Texts.of("trustpage.source." + checkpoint.source().name()),
                "",
                sync.map(it ->
                                Texts.of(
                                        "trustpage.link.committee",
                                        it.participants(),
                                        it.committeeSize()))
                        .orElse(""));
    }

    private static String headers(Sync.Following sync) {
        long blocks = sync.optimistic().number() - sync.finalized().number();
        return Texts.count("trustpage.link.blocks", Math.max(0, blocks));
    }

    private static Hop block(
            Mark mark,
            String name,
            String words,
            Optional<ProvenBlock> block,
            String link,
            Times times) {
        return new Hop(
                mark.icon(),
                block.isPresent() ? mark.tone() : Tone.NEUTRAL,
                name,
                block.map(it -> Sizes.grouped(it.number())).orElse(Texts.of("trustpage.none")),
                block.map(it -> it.hash().toHex()).orElse(""),
                words,
                block.map(it -> times.moment(it.time()) + ", " + times.ago(it.time())).orElse(""),
                link);
    }

    private static EndpointLine line(EndpointRecord it, Times times) {
        boolean aside = it.penalisedUntil().isAfter(times.now());
        boolean unused = it.answered() == 0 && it.failed() + it.refused() > 0;
        var tone =
                it.refused() > 0 && aside
                        ? Tone.DANGER
                        : aside || unused ? Tone.WARNING : Tone.SUCCESS;
        var state =
                aside
                        ? Texts.of(
                                it.refused() > 0 ? "trustpage.aside" : "trustpage.slow",
                                times.moment(it.penalisedUntil()))
                        : Texts.of(unused ? "trustpage.silent" : "trustpage.used");
        return new EndpointLine(
                it.name(),
                Texts.of("trustpage.kind." + it.kind().name()),
                it.answered(),
                it.failed(),
                it.refused(),
                tone,
                state,
                it.lastProblem());
    }

    /// What was proven from a place that is not trusted any more is not proven.
    private static Count unproven(Count count) {
        return new Count(0, 0, count.all());
    }

    private static List<KindLine> kinds(Figures.Summary figures, boolean none) {
        return Arrays.stream(Kind.values())
                .filter(figures.kinds()::containsKey)
                .map(kind -> {
                    var read = figures.kinds().getOrDefault(kind, new Count(0, 0, 0));
                    var count = none ? unproven(read) : read;
                    return new KindLine(
                            Texts.of("trustpage.figure." + kind.name()),
                            Texts.of(
                                    "trustpage.of",
                                    Sizes.grouped(count.finalized() + count.optimistic()),
                                    Sizes.grouped(count.all())),
                            count.unproven() == 0);
                })
                .toList();
    }

    private static RefusalLine line(Refusal refusal, Times times) {
        Instant at = refusal.at();
        return new RefusalLine(
                refusal.sentence(), Texts.of("trustpage.refused.at", times.moment(at)));
    }
}
