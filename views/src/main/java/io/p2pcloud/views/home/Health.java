package io.p2pcloud.views.home;

import io.p2pcloud.provider.HostingSnapshot;
import io.p2pcloud.tenant.ServerSnapshot;
import io.p2pcloud.tenant.ServerState;
import io.p2pcloud.views.common.Machines;
import io.p2pcloud.views.common.Page;
import io.p2pcloud.views.common.Texts;
import io.p2pcloud.views.common.Times;
import io.p2pcloud.views.common.Tone;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Whether everything is fine, in one sentence, and the one thing to do. The most pressing comes
/// first.
///
/// @param page where it is done; empty when there is nothing to do
/// @param act the button's words
record Health(Tone tone, String icon, String words, String more, Optional<Page> page, String act) {
    private static final Duration SOON = Duration.ofDays(7);

    /// @param served whether there ever was a server
    static Health of(
            List<ServerSnapshot> servers, boolean served, Optional<HostingSnapshot> hosting) {
        for (var server : servers) {
            if (server.state() instanceof ServerState.Failed(var failure)) {
                return new Health(
                        Tone.DANGER,
                        "mdi2c-close-circle",
                        Texts.of("health.failed", server.spec().name()),
                        failure.sentence(),
                        Optional.of(Page.SERVERS),
                        Texts.of("health.look"));
            }
        }
        var warning = hosting.flatMap(HostingSnapshot::warning);
        if (warning.isPresent()) {
            return new Health(
                    Tone.WARNING,
                    "mdi2a-alert-outline",
                    Texts.of("health.provider"),
                    warning.get(),
                    Optional.of(Page.PROVIDE),
                    Texts.of("health.look"));
        }
        for (var server : servers) {
            var runway = server.money().flatMap(it -> it.runway());
            if (runway.isPresent() && runway.get().compareTo(SOON) < 0) {
                return new Health(
                        Tone.WARNING,
                        "mdi2t-timer-sand",
                        Texts.of("health.runway", server.spec().name(), Times.span(runway.get())),
                        Texts.of("health.runway.words"),
                        Optional.of(Page.SERVERS),
                        Texts.of("health.look"));
            }
        }
        return fine(servers, served, hosting);
    }

    private static Health fine(
            List<ServerSnapshot> servers, boolean served, Optional<HostingSnapshot> hosting) {
        var machines = hosting.map(Machines::of);
        boolean offered = machines.map(it -> it.free() > 0).orElse(false);
        if (servers.isEmpty() && !offered) {
            boolean over = machines.map(it -> it.over() > 0).orElse(false);
            return new Health(
                    Tone.ACCENT,
                    "mdi2h-hand-coin-outline",
                    Texts.of(over ? "health.over" : "health.offer"),
                    Texts.of("health.offer.words"),
                    Optional.of(Page.PROVIDE),
                    Texts.of("provide.more"));
        }
        if (servers.isEmpty()) {
            return new Health(
                    Tone.ACCENT,
                    "mdi2r-rocket-launch-outline",
                    Texts.of(served ? "health.next" : "health.first"),
                    Texts.of("health.first.words"),
                    Optional.of(Page.CREATE),
                    Texts.of("act.create"));
        }
        long launching =
                servers.stream().filter(it -> it.state() instanceof ServerState.Launching).count();
        return new Health(
                Tone.SUCCESS,
                "mdi2c-check-circle",
                launching > 0
                        ? Texts.count("health.launching", launching)
                        : Texts.of("health.fine"),
                "",
                Optional.empty(),
                "");
    }
}
