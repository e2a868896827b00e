package io.p2pcloud.views;

import io.p2pcloud.common.Tier;
import io.p2pcloud.common.TokenAmount;
import io.p2pcloud.lightclient.ChainChoice;
import io.p2pcloud.lightclient.LightClientState;
import io.p2pcloud.market.ComputeUnit;
import io.p2pcloud.provider.HostingSnapshot;
import io.p2pcloud.views.common.Page;
import io.p2pcloud.views.common.Place;
import io.p2pcloud.views.common.Place.ServerTab;
import io.p2pcloud.views.example.Example;
import io.p2pcloud.views.example.ExampleLedger;
import io.p2pcloud.views.example.FakeHosting;
import io.p2pcloud.views.example.FakeProofs;
import io.p2pcloud.views.example.World;
import io.p2pcloud.views.session.ChainStatus;
import io.p2pcloud.views.session.NetworkState;
import io.p2pcloud.views.shell.Root;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;

/// Every page in its states, from made-up services.
final class Pictures {
    private final Map<String, Picture> named = new LinkedHashMap<>();

    /// What a picture shows: how the services stand, and where one looks.
    record Picture(Consumer<World> stand, Consumer<Root> look) {}

    /// All of them by name, in the order of the sidebar.
    static Map<String, Picture> all() {
        return new Pictures().named;
    }

    private Pictures() {
        add("welcome", _ -> {}, _ -> {});
        add("welcome-starting", w -> w.network.set(World.starting()), go(Page.WELCOME));
        add("welcome-failed", w -> w.network.set(failed()), go(Page.WELCOME));
        add(
                "home",
                w -> {
                    busy(w);
                    w.proofs.fill();
                },
                _ -> {});
        add("home-first", w -> w.connect().hosting.state.set(offered()), _ -> {});
        add("home-unset", w -> w.set(w.get().welcome(true)), _ -> {});
        add(
                "market",
                w -> {
                    busy(w);
                    w.market.fill(428);
                },
                root -> {
                    go(Page.MARKET).accept(root);
                    ((TableView<?>) find(root, "#offers")).getSelectionModel().select(1);
                });
        add("market-orders", w -> w.connect().market.fill(20), Pictures::orders);
        add("market-empty", World::connect, go(Page.MARKET));
        add(
                "market-error",
                w ->
                        w.connect().market.broken =
                                "The chain at 127.0.0.1:8545 does not answer: start the network"
                                        + " again in Settings.",
                go(Page.MARKET));
        add("market-offline", Pictures::lostMarket, go(Page.MARKET));
        add("servers", Pictures::busy, go(Page.SERVERS));
        add("servers-empty", World::connect, go(Page.SERVERS));
        add("create", Pictures::offers, go(Page.CREATE));
        add(
                "create-advanced",
                Pictures::offers,
                root -> {
                    go(Page.CREATE).accept(root);
                    ((ToggleButton) find(root, "#advanced")).fire();
                });
        add("create-nobody", World::connect, go(Page.CREATE));
        add(
                "create-error",
                w ->
                        w.connect().servers.broken =
                                "The chain at 127.0.0.1:8545 does not answer: start the network"
                                        + " again in Settings.",
                go(Page.CREATE));
        add(
                "review",
                Pictures::offers,
                root -> {
                    go(Page.CREATE).accept(root);
                    ((Button) find(root, "#review")).fire();
                });
        add(
                "launch",
                w -> w.connect().servers.all.set(List.of(Example.launching(1, "my-first-server"))),
                server(ServerTab.OVERVIEW));
        add(
                "launch-failed",
                w -> w.connect().servers.all.set(List.of(Example.failed(1, "my-first-server"))),
                server(ServerTab.OVERVIEW));
        add("server-overview", Pictures::busy, server(ServerTab.OVERVIEW));
        add("server-terminal", Pictures::busy, server(ServerTab.TERMINAL));
        add("server-console", Pictures::busy, server(ServerTab.CONSOLE));
        add("server-money", Pictures::busy, server(ServerTab.MONEY));
        add(
                "server-stopped",
                w -> w.connect().servers.all.set(List.of(Example.stopped(1, "build-runner"))),
                server(ServerTab.OVERVIEW));
        add("provide-first", World::connect, go(Page.PROVIDE));
        add("provide-check", w -> w.connect().hosting.state.set(checked()), go(Page.PROVIDE));
        add("provide-running", Pictures::busy, go(Page.PROVIDE));
        add("history", Pictures::busy, go(Page.HISTORY));
        add(
                "history-story",
                Pictures::busy,
                root -> {
                    go(Page.HISTORY).accept(root);
                    ((TableView<?>) find(root, "#entries")).getSelectionModel().select(2);
                });
        add(
                "history-offline",
                w -> {
                    w.set(w.get().welcome(true));
                    ExampleLedger.fill(w.ledger);
                },
                go(Page.HISTORY));
        add("history-empty", World::connect, go(Page.HISTORY));
        add("wallet", Pictures::busy, go(Page.WALLET));
        add("settings", Pictures::busy, go(Page.SETTINGS));
        add("settings-follow", Pictures::chosen, go(Page.SETTINGS));
        add(
                "home-watching",
                w -> w.watch(new ChainChoice("sepolia", List.of(), List.of(), "")),
                go(Page.HOME));
        ProofPictures.add(this::add);
        UpkeepPictures.add(this::add);
        ConfidentialPictures.add(this::add);
        add("trust", Pictures::proven, go(Page.TRUST));
        add("trust-empty", w -> w.set(w.get().welcome(true)), go(Page.TRUST));
        add("trust-starting", w -> proven(w, FakeProofs.starting()), go(Page.TRUST));
        add("trust-offline", w -> proven(w, FakeProofs.unreachable()), go(Page.TRUST));
        add("trust-stale", w -> proven(w, FakeProofs.stale()), go(Page.TRUST));
        add(
                "trust-compared",
                w -> proven(w, FakeProofs.stale()),
                root -> {
                    go(Page.TRUST).accept(root);
                    ((Button) find(root, "#trust-propose")).fire();
                });
        add(
                "palette",
                Pictures::busy,
                root -> {
                    ((Button) find(root, "#open-palette")).fire();
                    ((TextField) find(root, "#palette-words")).setText("se");
                });
        add(
                "lost",
                w -> {
                    busy(w);
                    w.chain.set(lost());
                },
                _ -> {});
    }

    private static void chosen(World world) {
        var beacons = List.of("https://beacon.example", "http://node.at-home.local:5052");
        var nodes = List.of("https://rpc.sepolia.example/key");
        world.watch(new ChainChoice("sepolia", beacons, nodes, FakeProofs.ROOT.toHex()));
    }

    private static void proven(World world) {
        busy(world);
        world.proofs.fill();
    }

    private static void proven(World world, LightClientState state) {
        proven(world);
        world.proofs.elsewhere = true;
        world.proofs.state.set(state);
    }

    private static void orders(Root root) {
        go(Page.MARKET).accept(root);
        ((Button) find(root, "#market-ORDERS")).fire();
        ((TableView<?>) find(root, "#orders")).getSelectionModel().select(2);
    }

    private static void lostMarket(World world) {
        world.connect().market.fill(40);
        world.chain.set(lost());
    }

    private static ChainStatus lost() {
        return new ChainStatus.Lost(
                Example.head(),
                Example.NOW.minusSeconds(95),
                "The chain at 127.0.0.1:8545 does not answer.");
    }

    private static NetworkState failed() {
        return new NetworkState.Failed(
                "Port 8545 is used by another program: end it, or wait until it is free, then try"
                        + " again.",
                "N-PORT");
    }

    private static HostingSnapshot offered() {
        var running = FakeHosting.running();
        return new HostingSnapshot(
                running.readiness(),
                running.offers(),
                List.of(),
                TokenAmount.ZERO,
                true,
                Optional.empty());
    }

    private static HostingSnapshot checked() {
        return new HostingSnapshot(
                Optional.of(FakeHosting.readiness()),
                List.of(),
                List.of(),
                TokenAmount.ZERO,
                true,
                Optional.empty());
    }

    static void busy(World world) {
        world.connect();
        world.hosting.state.set(FakeHosting.running());
        world.servers.all.set(
                List.of(
                        Example.running(1, "my-first-server"),
                        Example.stopped(2, "build-runner"),
                        Example.launching(3, "shop-staging"),
                        Example.closed(4, "mail-relay")));
        world.servers.console =
                """
                [    0.000000] Linux version 6.12.48-cloud-amd64 (Debian)
                [    0.412083] virtio_blk virtio1: [vda] 41943040 512-byte logical blocks
                p2pcloud-agent: keys made, waiting for the release
                p2pcloud-agent: release accepted, volume generation 1
                p2pcloud-agent: formatting the data disk
                [    4.998127] EXT4-fs (dm-0): mounted filesystem with ordered data mode
                [    5.204418] systemd[1]: Hostname set to <my-first-server>.
                [  OK  ] Started ssh.service - OpenBSD Secure Shell server.
                """;
        ExampleLedger.fill(world.ledger);
    }

    private static void offers(World world) {
        world.connect();
        world.servers.offers.addAll(
                List.of(
                        Example.offer(1, Example.UNIT, "4.23", 4, 1),
                        Example.offer(2, Example.UNIT, "4.87", 4, 0),
                        Example.offer(
                                3, new ComputeUnit(1, 1024, 10, 100, Tier.STANDARD), "2.19", 4, 0),
                        Example.offer(
                                4,
                                new ComputeUnit(8, 16384, 80, 100, Tier.STANDARD),
                                "15.60",
                                4,
                                0)));
    }

    static Consumer<Root> go(Page page) {
        return root -> root.model().open(page);
    }

    static Consumer<Root> server(ServerTab tab) {
        return root -> root.model().open(Place.of(Example.server(1), tab));
    }

    static Node find(Root root, String id) {
        root.applyCss();
        root.layout();
        var found = root.lookup(id);
        if (found == null) {
            throw new IllegalStateException("there is no " + id);
        }
        return found;
    }

    private void add(String name, Consumer<World> stand, Consumer<Root> look) {
        named.put(name, new Picture(stand, look));
    }
}
