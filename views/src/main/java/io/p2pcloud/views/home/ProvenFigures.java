package io.p2pcloud.views.home;

import io.p2pcloud.chain.Figures.Count;
import io.p2pcloud.chain.Trust;
import io.p2pcloud.lightclient.LightClientState;
import io.p2pcloud.lightclient.LightClientState.Sync;
import io.p2pcloud.views.common.Mark;
import io.p2pcloud.views.common.Sizes;
import io.p2pcloud.views.common.Texts;
import io.p2pcloud.views.common.Times;
import io.p2pcloud.views.common.Tone;
import io.p2pcloud.views.session.ChainStatus;
import io.p2pcloud.views.trust.Standing;

/// How many figures are proven, and one line about it. Each act of the user moves some figures from
/// the finalized block to the head and back a moment later; they are proven all the while, so the
/// card does not change.
///
/// @param of how many there are, in words; empty while none was read
public record ProvenFigures(String proven, String of, String icon, Tone tone, String line) {
    static ProvenFigures of(LightClientState state, Count read, ChainStatus chain, Times times) {
        var standing = Standing.of(state.sync());
        boolean none = standing == Standing.STALE || standing == Standing.REFUSED;
        var count = none ? new Count(0, 0, read.all()) : read;
        if (chain instanceof ChainStatus.Lost(var last, var since, _)) {
            var cached = new Trust.Cached(last.value(), since);
            return marked(count, Mark.CACHED, Mark.sentence(cached, times));
        }
        if (!(state.sync() instanceof Sync.Following following)) {
            return figures(
                    count,
                    standing.icon(),
                    standing.tone(),
                    Texts.of("status.trust." + standing.name()));
        }
        return count.unproven() > 0
                ? marked(
                        count,
                        Mark.UNPROVEN,
                        Texts.of("home.unproven", Sizes.grouped(count.unproven())))
                : marked(
                        count,
                        Mark.PROVEN,
                        Texts.of("trust.proven", Sizes.grouped(following.finalized().number())));
    }

    private static ProvenFigures marked(Count count, Mark mark, String line) {
        return figures(count, mark.icon(), mark.tone(), line);
    }

    private static ProvenFigures figures(Count count, String icon, Tone tone, String line) {
        return count.all() == 0
                ? new ProvenFigures("-", "", icon, tone, line)
                : new ProvenFigures(
                        Sizes.grouped(count.finalized() + count.optimistic()),
                        Texts.of("home.servers.of", Sizes.grouped(count.all())),
                        icon,
                        tone,
                        line);
    }
}
