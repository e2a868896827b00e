package io.p2pcloud.views.window;

import io.p2pcloud.views.common.Background;
import io.p2pcloud.views.example.FakeDialogs;
import io.p2pcloud.views.example.World;
import io.p2pcloud.views.shell.MainWindow;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import javafx.event.EventHandler;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/// Somebody in front of the window: waits until he sees what he looks for, then clicks or types.
final class WindowUser implements BeforeEachCallback, AfterEachCallback {
    private static final int PATIENCE_SECONDS = 20;
    private static final int MOST_TABS = 80;

    /// What he answers when he is asked for files.
    final FakeDialogs dialogs = new FakeDialogs();

    private final FxRobot robot = new FxRobot();
    private Optional<Stage> shown = Optional.empty();
    private Optional<World> opened = Optional.empty();

    @Override
    public void beforeEach(ExtensionContext context) throws TimeoutException {
        FxToolkit.registerPrimaryStage();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        robot.release(new KeyCode[0]);
        robot.release(new MouseButton[0]);
        shown.ifPresent(stage -> robot.interact(stage::hide));
        opened.ifPresent(World::close);
        WaitForAsyncUtils.clearExceptions();
    }

    /// Opens the window on made-up services that keep their ledger in `folder`.
    World opens(Path folder) {
        return opens(new World(folder));
    }

    World opens(World world) {
        opened = Optional.of(world);
        robot.interact(() -> {
            var stage = new Stage();
            stage.setX(0);
            stage.setY(0);
            new MainWindow(world.services(), Background.ofWindow(), dialogs).show(stage);
            stage.requestFocus();
            shown = Optional.of(stage);
        });
        waitsUntil("the window has the focus", stage()::isFocused);
        return world;
    }

    private Stage stage() {
        return shown.orElseThrow();
    }

    /// Draws the window's edge until its content is so large.
    void resizes(double width, double height) {
        robot.interact(() -> {
            stage().setWidth(width);
            stage().setHeight(height);
        });
    }

    /// Waits for a node and clicks in its middle.
    void clicks(String id) {
        waitsUntil(id + " can be clicked", () -> find(id).filter(WindowUser::isUsable).isPresent());
        robot.interact(() -> find(id).ifPresent(WindowUser::scrollTo));
        robot.clickOn(on(() -> find(id).orElseThrow()));
    }

    /// Drags files over a node, and lets go of them there.
    ///
    /// @return whether the node took them
    boolean drops(String id, List<Path> files) {
        var drag = new FileDrag(node(id), files);
        EventHandler<MouseEvent> begin = drag::begin;
        robot.interact(() -> root().addEventFilter(MouseEvent.DRAG_DETECTED, begin));
        robot.drag(root(), MouseButton.PRIMARY).moveBy(24, 24);
        waitsUntil("something is dragged", drag::isOver);
        robot.drop();
        robot.interact(() -> root().removeEventFilter(MouseEvent.DRAG_DETECTED, begin));
        return on(drag::isTaken);
    }

    /// Replaces the text of a field.
    void fills(String id, String text) {
        clicks(id);
        presses(KeyCode.CONTROL, KeyCode.A);
        types(text);
    }

    void types(String text) {
        robot.write(text, 0);
    }

    /// Presses keys together, and lets go of them.
    void presses(KeyCode... keys) {
        robot.push(keys);
    }

    /// Presses the Tab key until a node has the focus.
    void tabsTo(String id) {
        waitsUntil(id + " is there", () -> find(id).filter(WindowUser::isUsable).isPresent());
        for (int i = 0; i < MOST_TABS; i++) {
            if (on(() -> find(id).map(Node::isFocused).orElse(false))) {
                return;
            }
            presses(KeyCode.TAB);
        }
        throw new AssertionError(MOST_TABS + " times Tab did not lead to " + id);
    }

    /// Waits for words somewhere in the window.
    void sees(String words) {
        waitsUntil("\"" + words + "\" is on screen", () -> isSaid(words));
    }

    void seesNoMore(String words) {
        waitsUntil("\"" + words + "\" is not on screen", () -> !isSaid(words));
    }

    /// Waits for a node.
    void finds(String id) {
        waitsUntil(id + " is on screen", () -> find(id).filter(WindowUser::isSeen).isPresent());
    }

    /// Waits until there is no such node.
    void lacks(String id) {
        waitsUntil(id + " is not on screen", () -> find(id).isEmpty());
    }

    /// Waits until a condition holds, on JavaFX's thread.
    void waitsUntil(String what, BooleanSupplier condition) {
        try {
            WaitForAsyncUtils.waitFor(
                    PATIENCE_SECONDS, TimeUnit.SECONDS, () -> on(condition::getAsBoolean));
        } catch (TimeoutException e) {
            throw new AssertionError(
                    "waited in vain until " + what + "; on screen: " + on(this::texts), e);
        }
    }

    /// What `look` finds, on JavaFX's thread.
    <T> T on(Callable<T> look) {
        return WaitForAsyncUtils.waitForAsyncFx(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS), look);
    }

    Node node(String id) {
        finds(id);
        return on(() -> find(id).orElseThrow());
    }

    /// Whether the focus is on a node or inside it.
    boolean focusIsIn(String id) {
        for (Node at = stage().getScene().getFocusOwner(); at != null; at = at.getParent()) {
            if (id.equals("#" + at.getId())) {
                return true;
            }
        }
        return false;
    }

    boolean isDisabled(String id) {
        return on(() -> find(id).orElseThrow().isDisabled());
    }

    Parent root() {
        return stage().getScene().getRoot();
    }

    private Optional<Node> find(String id) {
        return root().lookupAll(id).stream().filter(WindowUser::isSeen).findFirst();
    }

    private static boolean isUsable(Node node) {
        return isSeen(node) && !node.isDisabled();
    }

    private static boolean isSeen(Node node) {
        Node at = node;
        while (at != null) {
            if (!at.isVisible()) {
                return false;
            }
            at = at.getParent();
        }
        return node.getScene() != null;
    }

    /// Scrolls the pages around a node so far that its middle is seen.
    private static void scrollTo(Node node) {
        for (Parent at = node.getParent(); at != null; at = at.getParent()) {
            if (at instanceof ScrollPane scroll && scroll.getContent() != null) {
                show(scroll, node.localToScene(node.getBoundsInLocal()));
            }
        }
    }

    private static void show(ScrollPane scroll, Bounds node) {
        var content = scroll.getContent().localToScene(scroll.getContent().getBoundsInLocal());
        double hidden = content.getHeight() - scroll.getViewportBounds().getHeight();
        if (hidden > 0) {
            double wanted =
                    node.getCenterY()
                            - content.getMinY()
                            - scroll.getViewportBounds().getHeight() / 2;
            scroll.setVvalue(Math.clamp(wanted / hidden, 0, 1));
            scroll.layout();
        }
    }

    /// A space in `words` also stands for one that does not break.
    private boolean isSaid(String words) {
        return texts().stream()
                .anyMatch(it -> it.replaceAll("[\u00a0\u202f]", " ").contains(words));
    }

    private List<String> texts() {
        var found = new ArrayList<String>();
        collect(root(), found);
        return found;
    }

    private static void collect(Node node, List<String> found) {
        if (!node.isVisible()) {
            return;
        }
        switch (node) {
            case Labeled labeled when labeled.getText() != null -> found.add(labeled.getText());
            case Text text -> found.add(text.getText());
            default -> {
                // It has no words of its own.
            }
        }
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(it -> collect(it, found));
        }
    }
}
