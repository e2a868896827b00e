package io.p2pcloud.app;

import io.p2pcloud.app.LocalCloud.Part;
import io.p2pcloud.common.Signal;
import io.p2pcloud.lightclient.ChainChoice;
import io.p2pcloud.views.session.ImageChoice;
import io.p2pcloud.views.session.Network;
import io.p2pcloud.views.session.NetworkState;
import io.p2pcloud.views.session.Session;
import io.p2pcloud.views.session.StartStep;
import io.p2pcloud.views.session.StartStep.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// *Try it on this computer*, or a chain of other people, as the window starts and stops them.
final class LocalNetwork implements Network, AutoCloseable {
    private static final Map<Part, String> WORDS =
            new EnumMap<>(
                    Map.of(
                            Part.CHAIN, "The embedded chain and its market",
                            Part.ACCOUNTS, "Two accounts with test money",
                            Part.PROVIDER, "This computer as a provider",
                            Part.TENANT, "Your servers"));

    private final Folders folders;
    private final LocalLedger ledger;
    private final ChainFile chosen;
    private final InstantSource clock;
    private final Signal<NetworkState> state = new Signal<>(new NetworkState.Unset());
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    LocalNetwork(Folders folders, LocalLedger ledger, ChainFile chosen, InstantSource clock) {
        this.folders = folders;
        this.ledger = ledger;
        this.chosen = chosen;
        this.clock = clock;
    }

    @Override
    public Signal<NetworkState> state() {
        return state;
    }

    @Override
    public synchronized void tryHere() {
        switch (state.get()) {
            case NetworkState.Starting _, NetworkState.Connected _ -> {
                // One at a time.
            }
            case NetworkState.Unset _, NetworkState.Failed _, NetworkState.Watching _ -> {
                var steps = new Steps();
                state.set(new NetworkState.Starting(steps.rows()));
                var _ = Thread.ofVirtual().name("try-here").start(() -> start(steps));
            }
        }
    }

    @Override
    public void watch(ChainChoice choice) {
        var _ = Thread.ofVirtual().name("follow-chain").start(() -> begin(choice));
    }

    /// What was there when the window was closed goes on without a click: a followed chain, or the
    /// servers and leases of this computer.
    void goOn() {
        var before = chosen.read().filter(ChainFile.Chosen::follow);
        if (before.isPresent()) {
            watch(before.get().choice());
        } else if (Files.exists(folders.local().resolve("chain"))) {
            tryHere();
        }
    }

    @Override
    public synchronized void stop() {
        end();
        chosen.rest();
        state.set(new NetworkState.Unset());
    }

    private synchronized void end() {
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (Exception e) {
                System.getLogger(LocalNetwork.class.getName())
                        .log(System.Logger.Level.WARNING, "a part did not close well", e);
            }
        }
    }

    @Override
    public void close() {
        end();
        state.set(new NetworkState.Unset());
    }

    private synchronized void begin(ChainChoice choice) {
        end();
        try {
            chosen.write(new ChainFile.Chosen(choice, true));
            var chain =
                    own(
                            new FollowedChain(
                                    choice,
                                    folders.data().resolve("networks"),
                                    root -> watch(choice.with(root)),
                                    clock));
            state.set(new NetworkState.Watching(choice.known().name(), chain));
        } catch (IOException | IllegalArgumentException e) {
            end();
            state.set(
                    new NetworkState.Failed(
                            String.valueOf(e.getMessage()), "NETWORK_NOT_FOLLOWED"));
        }
    }

    private synchronized void start(Steps steps) {
        end();
        chosen.rest();
        try {
            var cloud =
                    own(
                            LocalCloud.start(
                                    folders,
                                    ledger,
                                    OptionalInt.empty(),
                                    part -> {
                                        steps.enter(part);
                                        state.set(new NetworkState.Starting(steps.rows()));
                                    },
                                    clock));
            var watch = own(new ChainWatch(cloud.market(), clock));
            var purse = own(new LocalPurse(cloud));
            var images =
                    cloud.images().stream()
                            .map(image -> new ImageChoice(image.id(), image.title()))
                            .toList();
            state.set(
                    new NetworkState.Connected(
                            new Session(
                                    "This computer",
                                    true,
                                    watch.status(),
                                    cloud.proofs(),
                                    cloud.tenant(),
                                    cloud.provider(),
                                    purse,
                                    cloud.keeping(),
                                    new ReadMarket(cloud.market()),
                                    images)));
        } catch (UserError | IOException e) {
            end();
            state.set(
                    new NetworkState.Failed(String.valueOf(e.getMessage()), "LOCAL_START_FAILED"));
        }
    }

    private <T extends AutoCloseable> T own(T part) {
        opened.push(part);
        return part;
    }

    /// The parts and how far they are.
    private final class Steps {
        private final Map<Part, Instant> begun = new EnumMap<>(Part.class);
        private Optional<Part> now = Optional.empty();

        synchronized void enter(Part part) {
            begun.put(part, clock.instant());
            now = Optional.of(part);
        }

        synchronized List<StartStep> rows() {
            var rows = new ArrayList<StartStep>();
            Part later = null;
            for (var part : List.of(Part.values()).reversed()) {
                rows.addFirst(row(part, later));
                later = part;
            }
            return rows;
        }

        private StartStep row(Part part, @Nullable Part next) {
            var words = WORDS.getOrDefault(part, part.name());
            var since = begun.get(part);
            if (since == null) {
                return new StartStep(words, Stage.WAITING, Optional.empty());
            }
            var until = next == null ? null : begun.get(next);
            return now.filter(part::equals).isPresent() || until == null
                    ? new StartStep(words, Stage.NOW, Optional.empty())
                    : new StartStep(words, Stage.DONE, Optional.of(Duration.between(since, until)));
        }
    }
}
