package io.p2pcloud.views.shell;

import io.p2pcloud.lightclient.LightClientState.Sync;
import io.p2pcloud.tenant.PhaseRow;
import io.p2pcloud.tenant.ServerSnapshot;
import io.p2pcloud.tenant.ServerState;
import io.p2pcloud.views.common.Background;
import io.p2pcloud.views.common.Sizes;
import io.p2pcloud.views.common.Texts;
import io.p2pcloud.views.common.Times;
import io.p2pcloud.views.common.Tone;
import io.p2pcloud.views.common.ViewModel;
import io.p2pcloud.views.session.ChainStatus;
import io.p2pcloud.views.session.NetworkState;
import io.p2pcloud.views.session.Proofs;
import io.p2pcloud.views.session.Services;
import io.p2pcloud.views.session.StartStep;
import io.p2pcloud.views.trust.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.util.Subscription;

/// What the status bar says at all times: network, block and age, trust, wallet, running work.
final class StatusModel extends ViewModel {
    private final Services services;
    private final Times times;
    private final ShellModel shell;
    private final ReadOnlyObjectWrapper<Status> status =
            new ReadOnlyObjectWrapper<>(new Status(List.of(), new Work("", -1)));

    private Subscription shown = Subscription.EMPTY;

    /// One item.
    ///
    /// @param more for hover
    record Item(String id, String icon, String words, Tone tone, String more) {}

    /// What is going on.
    ///
    /// @param share of it that is done, below 0 when nothing runs
    record Work(String words, double share) {}

    record Status(List<Item> items, Work work) {
        Status {
            items = List.copyOf(items);
        }
    }

    StatusModel(Services services, ShellModel shell, Background background) {
        super(background);
        this.services = services;
        this.shell = shell;
        times = new Times(services.clock(), services.zone());
    }

    ReadOnlyObjectProperty<Status> status() {
        return status.getReadOnlyProperty();
    }

    @Override
    protected void start() {
        follow(services.network().state(), _ -> look());
        every(Duration.ofSeconds(1), this::look);
        shown = shell.servers().subscribe(this::look);
    }

    @Override
    protected void stop() {
        shown.unsubscribe();
    }

    private void look() {
        status.set(
                switch (services.network().state().get()) {
                    case NetworkState.Unset _ ->
                            new Status(
                                    List.of(
                                            item(
                                                    "network",
                                                    "mdi2l-lan-disconnect",
                                                    Texts.of("status.none"),
                                                    Tone.NEUTRAL)),
                                    idle());
                    case NetworkState.Starting(var steps) ->
                            new Status(
                                    List.of(
                                            item(
                                                    "network",
                                                    "mdi2l-lan-pending",
                                                    Texts.of("status.starting"),
                                                    Tone.NEUTRAL)),
                                    starting(steps));
                    case NetworkState.Failed(var sentence, _) ->
                            new Status(
                                    List.of(
                                            new Item(
                                                    "network",
                                                    "mdi2l-lan-disconnect",
                                                    Texts.of("status.failed"),
                                                    Tone.DANGER,
                                                    sentence)),
                                    idle());
                    case NetworkState.Connected(var session) -> {
                        var items = new ArrayList<Item>();
                        chain(session.name(), session.chain().get(), items);
                        boolean lost = session.chain().get() instanceof ChainStatus.Lost;
                        items.add(shield(session.proofs(), lost));
                        items.add(
                                item(
                                        "wallet",
                                        "mdi2w-wallet-outline",
                                        Texts.of(
                                                session.testMoney()
                                                        ? "status.wallet.test"
                                                        : "status.wallet.open"),
                                        Tone.NEUTRAL));
                        yield new Status(items, launching(shell.servers().get()));
                    }
                    case NetworkState.Watching(var name, var proofs) ->
                            new Status(watched(name, proofs), idle());
                });
    }

    private void chain(String name, ChainStatus chain, List<Item> items) {
        switch (chain) {
            case ChainStatus.Looking _ -> {
                items.add(item("network", "mdi2l-lan-connect", name, Tone.NEUTRAL));
                items.add(
                        item(
                                "block",
                                "mdi2c-cube-outline",
                                Texts.of("status.looking"),
                                Tone.NEUTRAL));
            }
            case ChainStatus.Following(var head) -> {
                items.add(item("network", "mdi2l-lan-connect", name, Tone.NEUTRAL));
                var block = head.value();
                items.add(block(block.number(), block.time()));
            }
            case ChainStatus.Lost(var last, var since, var sentence) -> {
                items.add(
                        new Item(
                                "network",
                                "mdi2l-lan-disconnect",
                                Texts.of("status.lost", name, times.ago(since)),
                                Tone.WARNING,
                                sentence));
                items.add(block(last.value().number(), last.value().time()));
            }
        }
    }

    /// A chain of other people: only what is proven of it is told.
    private List<Item> watched(String name, Proofs proofs) {
        var items = new ArrayList<Item>();
        items.add(item("network", "mdi2l-lan-connect", name, Tone.NEUTRAL));
        if (proofs.state().get().sync() instanceof Sync.Following following) {
            items.add(block(following.optimistic().number(), following.optimistic().time()));
        }
        items.add(shield(proofs, false));
        return items;
    }

    private Item block(long number, Instant time) {
        return new Item(
                "block",
                "mdi2c-cube-outline",
                Texts.of("status.block", Sizes.grouped(number), times.ago(time)),
                Tone.NEUTRAL,
                times.utc(time));
    }

    /// Proven, unproven or offline.
    private static Item shield(Proofs proofs, boolean lost) {
        var sync = proofs.state().get().sync();
        var standing = lost ? Standing.OFFLINE : Standing.of(sync);
        return new Item(
                "trust",
                standing.icon(),
                Texts.of("status.trust." + standing.name()),
                standing.tone(),
                more(sync));
    }

    private static String more(Sync sync) {
        return switch (sync) {
            case Sync.Starting _ -> Texts.of("trustpage.starting");
            case Sync.Following(var finalized, var head, _, _, _) ->
                    Texts.of(
                            "status.trust.more",
                            Sizes.grouped(finalized.number()),
                            Sizes.grouped(head.number()));
            case Sync.Unreachable(var sentence, _) -> sentence;
            case Sync.Refused(var refusal, _) -> refusal.sentence();
        };
    }

    private static Item item(String id, String icon, String words, Tone tone) {
        return new Item(id, icon, words, tone, "");
    }

    private static Work idle() {
        return new Work(Texts.of("status.idle"), -1);
    }

    private static Work starting(List<StartStep> steps) {
        long done = steps.stream().filter(it -> it.stage() == StartStep.Stage.DONE).count();
        var now =
                steps.stream()
                        .filter(it -> it.stage() == StartStep.Stage.NOW)
                        .map(StartStep::words)
                        .findFirst()
                        .orElse(Texts.of("status.starting"));
        return new Work(now, steps.isEmpty() ? 0 : done / (double) steps.size());
    }

    private static Work launching(List<ServerSnapshot> servers) {
        var launching =
                servers.stream().filter(it -> it.state() instanceof ServerState.Launching).toList();
        if (launching.isEmpty()) {
            return idle();
        }
        var phases = launching.getFirst().launch().phases();
        long done =
                phases.stream()
                        .filter(it -> it.progress() instanceof PhaseRow.Progress.Done)
                        .count();
        var words =
                launching.size() == 1
                        ? Texts.of("status.launching", launching.getFirst().spec().name())
                        : Texts.of("status.launchings", launching.size());
        return new Work(words, done / (double) phases.size());
    }
}
