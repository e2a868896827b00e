package io.p2pcloud.views;

import static org.assertj.core.api.Assertions.assertThat;

import io.p2pcloud.views.example.World;
import io.p2pcloud.views.parts.BrandIcon;
import io.p2pcloud.views.parts.FileDialogs;
import io.p2pcloud.views.parts.Fonts;
import io.p2pcloud.views.parts.Theme;
import io.p2pcloud.views.session.Preferences.Appearance;
import io.p2pcloud.views.shell.Root;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import javafx.animation.PauseTransition;
import javafx.application.Platform;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.SnapshotParameters;
import javafx.scene.control.Labeled;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;
import javafx.scene.text.Text;
import javafx.util.Duration;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.kordamp.ikonli.javafx.FontIcon;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/// Draws every page, in its states, light and dark, in three sizes: `./test --pictures FOLDER [PART
/// OF A NAME]`. Beside the pictures lies a list of the words that were cut short.
@EnabledIfSystemProperty(named = PicturesTest.FOLDER, matches = ".+")
class PicturesTest {
    static final String FOLDER = "p2pcloud.pictures";
    private static final String NAMES = "p2pcloud.pictures.of";
    private static final int[][] SIZES = {{1000, 700}, {1280, 800}, {1920, 1080}};
    private static final int[] ICONS = {16, 24, 32, 48, 64, 128, 256, 512};
    private static final int PATIENCE_MILLIS = 60_000;

    private static Path folder = Path.of("");

    @TempDir(cleanup = CleanupMode.ALWAYS)
    private Path temp = Path.of("");

    private final TreeSet<String> cut = new TreeSet<>();

    @BeforeAll
    static void begin() throws Exception {
        folder = Path.of(System.getProperty(FOLDER, ""));
        Files.createDirectories(folder);
        FxToolkit.registerPrimaryStage();
        onWindow(() -> {
            Fonts.load();
            return true;
        });
    }

    @Test
    void drawsEveryPageInEverySizeAndTheme() throws Exception {
        int drawn = 0;
        var wanted = System.getProperty(NAMES, "");
        for (var entry : Pictures.all().entrySet()) {
            if (!entry.getKey().contains(wanted)) {
                continue;
            }
            for (var appearance : List.of(Appearance.LIGHT, Appearance.DARK)) {
                for (var size : SIZES) {
                    int number = drawn++;
                    onWindow(() -> {
                        draw(entry.getKey(), entry.getValue(), appearance, size, number);
                        return true;
                    });
                }
            }
        }
        Files.write(folder.resolve("cut-short.txt"), cut);
        assertThat(drawn).isPositive();
    }

    @Test
    void drawsTheIconInEverySize() {
        for (int size : ICONS) {
            onWindow(() -> {
                var scene = new Scene(new Group(BrandIcon.of(size)), size, size, Color.TRANSPARENT);
                Theme.LIGHT.dress(scene);
                var parameters = new SnapshotParameters();
                parameters.setFill(Color.TRANSPARENT);
                write(
                        scene.getRoot().snapshot(parameters, new WritableImage(size, size)),
                        "p2pcloud-" + size);
                return true;
            });
        }
        assertThat(folder.resolve("p2pcloud-512.png")).isNotEmptyFile();
    }

    private static void onWindow(Callable<Boolean> act) {
        WaitForAsyncUtils.waitForAsyncFx(PATIENCE_MILLIS, act);
    }

    private void draw(
            String name, Pictures.Picture picture, Appearance appearance, int[] size, int number)
            throws IOException {
        try (var world =
                new World(
                        Files.createDirectory(
                                temp.resolve("world-" + number),
                                PosixFilePermissions.asFileAttribute(
                                        PosixFilePermissions.fromString("rwx------"))))) {
            picture.stand().accept(world);
            world.set(world.get().with(appearance));
            var root = new Root(world.services(), World.background(), FileDialogs.ofDesktop());
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
            var dark = appearance == Appearance.DARK;
            write(
                    scene.snapshot(null),
                    name + "-" + size[0] + "x" + size[1] + (dark ? "-dark" : "-light"));
            if (!dark) {
                findCut(root, name + " " + size[0] + "x" + size[1]);
            }
            root.close();
            scene.setRoot(new Group());
        }
    }

    /// Lets the terminal's own threads draw.
    private static void pause() {
        var loop = new Object();
        var wait = new PauseTransition(Duration.millis(1500));
        wait.setOnFinished(_ -> Platform.exitNestedEventLoop(loop, loop));
        wait.play();
        Platform.enterNestedEventLoop(loop);
    }

    /// A label that had too little room shows another text than it has.
    private void findCut(Node node, String where) {
        if (!node.isVisible()) {
            return;
        }
        if (node instanceof Labeled labeled && labeled.getText() != null) {
            for (var child : labeled.getChildrenUnmodifiable()) {
                if (child instanceof Text shown
                        && !(child instanceof FontIcon)
                        && !shown.getText().equals(labeled.getText())) {
                    cut.add(where + ": " + labeled.getText() + " -> " + shown.getText());
                }
            }
        }
        if (node instanceof Parent parent) {
            new ArrayList<>(parent.getChildrenUnmodifiable()).forEach(it -> findCut(it, where));
        }
    }

    private static void write(WritableImage image, String name) throws IOException {
        ImageIO.write(
                SwingFXUtils.fromFXImage(image, null),
                "png",
                folder.resolve(name + ".png").toFile());
    }
}
