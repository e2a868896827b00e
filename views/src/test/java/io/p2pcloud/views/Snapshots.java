package io.p2pcloud.views;

import io.p2pcloud.views.common.Page;
import io.p2pcloud.views.common.Place;
import io.p2pcloud.views.common.Place.ServerTab;
import io.p2pcloud.views.example.Example;
import io.p2pcloud.views.example.ExampleLedger;
import io.p2pcloud.views.example.FakeHosting;
import io.p2pcloud.views.example.FakeProofs;
import io.p2pcloud.views.example.World;
import io.p2pcloud.views.parts.BrandIcon;
import io.p2pcloud.views.parts.Fonts;
import io.p2pcloud.views.parts.Theme;
import io.p2pcloud.views.session.ChainStatus;
import io.p2pcloud.views.session.NetworkState;
import io.p2pcloud.views.session.Preferences.Appearance;
import io.p2pcloud.views.shell.Root;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.SnapshotParameters;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;
import javafx.stage.Stage;
import javax.imageio.ImageIO;

/// Draws every page, in its states, light and dark, in three sizes, from made-up services: `./run
/// --pictures FOLDER [part of a name...]`.
public final class Snapshots {
    private static final int[][] SIZES = {{1000, 700}, {1280, 800}, {1920, 1080}};
    private static final int[] ICONS = {16, 24, 32, 48, 64, 128, 256, 512};

    /// What a picture shows: how the services stand, and where one looks.
    private record Picture(Consumer<World> stand, Consumer<Root> look) {}

    private static final Map<String, Picture> PICTURES = new LinkedHashMap<>();

    static void add(String name, Consumer<World> stand, Consumer<Root> look) {
        PICTURES.put(name, new Picture(stand, look));
    }

    private static void pictures() {
        add("welcome", _ -> {}, _ -> {});
        add("welcome-starting", w -> w.network.set(World.starting()), go(Page.WELCOME));
        add("welcome-failed", w -> w.network.set(failed()), go(Page.WELCOME));
        add("home", Snapshots::busy, _ -> {});
        add("home-first", w -> w.connect().hosting.state.set(offered()), _ -> {});
        add("home-unset", w -> w.set(w.get().welcome(true)), _ -> {});
        add("servers", Snapshots::busy, go(Page.SERVERS));
        add("servers-empty", World::connect, go(Page.SERVERS));
        add("create", Snapshots::offers, go(Page.CREATE));
        add(
                "create-advanced",
                Snapshots::offers,
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
                Snapshots::offers,
                root -> {
                    go(Page.CREATE).accept(root);
                    ((javafx.scene.control.Button) find(root, "#review")).fire();
                });
        add(
                "launch",
                w -> w.connect().servers.all.set(List.of(Example.launching(1, "my-first-server"))),
                server(ServerTab.OVERVIEW));
        add(
                "launch-failed",
                w -> w.connect().servers.all.set(List.of(Example.failed(1, "my-first-server"))),
                server(ServerTab.OVERVIEW));
        add("server-overview", Snapshots::busy, server(ServerTab.OVERVIEW));
        add("server-terminal", Snapshots::busy, server(ServerTab.TERMINAL));
        add("server-console", Snapshots::busy, server(ServerTab.CONSOLE));
        add("server-money", Snapshots::busy, server(ServerTab.MONEY));
        add(
                "server-stopped",
                w -> w.connect().servers.all.set(List.of(Example.stopped(1, "build-runner"))),
                server(ServerTab.OVERVIEW));
        add(
                "server-closed",
                w -> w.connect().servers.all.set(List.of(Example.closed(1, "mail-relay"))),
                server(ServerTab.OVERVIEW));
        add("provide-first", World::connect, go(Page.PROVIDE));
        add("provide-check", w -> w.connect().hosting.state.set(checked()), go(Page.PROVIDE));
        add("provide-running", Snapshots::busy, go(Page.PROVIDE));
        add("history", Snapshots::busy, go(Page.HISTORY));
        add(
                "history-story",
                Snapshots::busy,
                root -> {
                    go(Page.HISTORY).accept(root);
                    ((javafx.scene.control.TableView<?>) find(root, "#entries"))
                            .getSelectionModel()
                            .select(2);
                });
        add(
                "history-offline",
                w -> {
                    w.set(w.get().welcome(true));
                    ExampleLedger.fill(w.ledger);
                },
                go(Page.HISTORY));
        add("history-empty", World::connect, go(Page.HISTORY));
        add("wallet", Snapshots::busy, go(Page.WALLET));
        add("settings", Snapshots::busy, go(Page.SETTINGS));
        ProofPictures.add(Snapshots::add);
        add("trust", Snapshots::proven, go(Page.TRUST));
        add("trust-empty", w -> w.set(w.get().welcome(true)), go(Page.TRUST));
        add("trust-starting", w -> proven(w, FakeProofs.starting()), go(Page.TRUST));
        add("trust-offline", w -> proven(w, FakeProofs.unreachable()), go(Page.TRUST));
        add("trust-stale", w -> proven(w, FakeProofs.stale()), go(Page.TRUST));
        add(
                "trust-compared",
                w -> proven(w, FakeProofs.stale()),
                root -> {
                    go(Page.TRUST).accept(root);
                    ((javafx.scene.control.Button) find(root, "#trust-propose")).fire();
                });
        add(
                "palette",
                Snapshots::busy,
                root -> {
                    ((javafx.scene.control.Button) find(root, "#open-palette")).fire();
                    ((TextField) find(root, "#palette-words")).setText("se");
                });
        add(
                "lost",
                w -> {
                    busy(w);
                    w.chain.set(
                            new ChainStatus.Lost(
                                    Example.head(),
                                    Example.NOW.minusSeconds(95),
                                    "The chain at 127.0.0.1:8545 does not answer."));
                },
                _ -> {});
    }

    private static void proven(World world) {
        busy(world);
        world.proofs.fill();
    }

    private static void proven(World world, io.p2pcloud.lightclient.LightClientState state) {
        proven(world);
        world.proofs.elsewhere = true;
        world.proofs.state.set(state);
    }

    private static NetworkState failed() {
        return new NetworkState.Failed(
                "Port 8545 is used by another program: end it, or wait until it is free, then try"
                        + " again.",
                "N-PORT");
    }

    private static io.p2pcloud.provider.HostingSnapshot offered() {
        var running = FakeHosting.running();
        return new io.p2pcloud.provider.HostingSnapshot(
                running.readiness(),
                running.offers(),
                List.of(),
                io.p2pcloud.common.TokenAmount.ZERO,
                true,
                java.util.Optional.empty());
    }

    private static io.p2pcloud.provider.HostingSnapshot checked() {
        return new io.p2pcloud.provider.HostingSnapshot(
                java.util.Optional.of(FakeHosting.readiness()),
                List.of(),
                List.of(),
                io.p2pcloud.common.TokenAmount.ZERO,
                true,
                java.util.Optional.empty());
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
                                3,
                                new io.p2pcloud.market.ComputeUnit(
                                        1, 1024, 10, 100, io.p2pcloud.common.Tier.STANDARD),
                                "2.19",
                                4,
                                0),
                        Example.offer(
                                4,
                                new io.p2pcloud.market.ComputeUnit(
                                        8, 16384, 80, 100, io.p2pcloud.common.Tier.STANDARD),
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

    /// JavaFX's way in; the class with `main` must not be one on the class path.
    public static final class Drawing extends Application {
        @Override
        public void start(Stage stage) throws Exception {
            var arguments = getParameters().getRaw();
            var folder = Path.of(arguments.getFirst());
            var wanted = Set.copyOf(arguments.subList(1, arguments.size()));
            Files.createDirectories(folder);
            Platform.setImplicitExit(false);
            Fonts.load();
            pictures();
            if (wanted.isEmpty() || wanted.contains("icons")) {
                icons(folder);
            }
            for (var entry : PICTURES.entrySet()) {
                if (wanted.isEmpty() || wanted.stream().anyMatch(entry.getKey()::contains)) {
                    for (var appearance : List.of(Appearance.LIGHT, Appearance.DARK)) {
                        for (var size : SIZES) {
                            draw(folder, entry.getKey(), entry.getValue(), appearance, size);
                        }
                    }
                }
            }
            Platform.exit();
        }
    }

    private static void draw(
            Path folder, String name, Picture picture, Appearance appearance, int[] size)
            throws IOException {
        var temp = Files.createTempDirectory("p2pcloud-pictures");
        try (var world = new World(temp)) {
            picture.stand().accept(world);
            world.set(world.get().with(appearance));
            var root = new Root(world.services(), World.background());
            var scene = root.scene(size[0], size[1]);
            picture.look().accept(root);
            root.setMouseTransparent(true);
            if (!"palette".equals(name)) {
                root.setFocusTraversable(true);
                root.requestFocus();
            }
            for (int i = 0; i < 4; i++) {
                root.applyCss();
                root.layout();
            }
            if (name.contains("terminal")) {
                pause();
            }
            var image = scene.snapshot(null);
            write(
                    image,
                    folder.resolve(
                            name
                                    + "-"
                                    + size[0]
                                    + "x"
                                    + size[1]
                                    + "-"
                                    + (appearance == Appearance.DARK ? "dark" : "light")
                                    + ".png"));
            root.close();
            scene.setRoot(new Group());
        } finally {
            try (var files = Files.walk(temp)) {
                files.sorted(java.util.Comparator.reverseOrder())
                        .map(Path::toFile)
                        .forEach(File::delete);
            }
        }
    }

    /// Lets the terminal's own threads draw.
    private static void pause() {
        var loop = new Object();
        var wait = new javafx.animation.PauseTransition(javafx.util.Duration.millis(1500));
        wait.setOnFinished(_ -> Platform.exitNestedEventLoop(loop, loop));
        wait.play();
        Platform.enterNestedEventLoop(loop);
    }

    private static void icons(Path folder) throws IOException {
        for (int size : ICONS) {
            var scene = new Scene(new Group(BrandIcon.of(size)), size, size, Color.TRANSPARENT);
            Theme.LIGHT.dress(scene);
            var parameters = new SnapshotParameters();
            parameters.setFill(Color.TRANSPARENT);
            write(
                    scene.getRoot().snapshot(parameters, new WritableImage(size, size)),
                    folder.resolve("p2pcloud-" + size + ".png"));
        }
    }

    private static void write(WritableImage image, Path file) throws IOException {
        ImageIO.write(SwingFXUtils.fromFXImage(image, null), "png", file.toFile());
    }

    public static void main(String[] arguments) {
        Application.launch(Drawing.class, arguments);
        System.exit(0);
    }
}
