package io.p2pcloud.views.shell;

import io.p2pcloud.views.common.Background;
import io.p2pcloud.views.common.Texts;
import io.p2pcloud.views.parts.FileDialogs;
import io.p2pcloud.views.parts.Fonts;
import io.p2pcloud.views.session.Preferences;
import io.p2pcloud.views.session.Services;
import java.util.List;
import java.util.Objects;
import javafx.scene.image.Image;
import javafx.stage.Stage;

/// The application's window. Made and shown on JavaFX's thread.
public final class MainWindow {
    private static final List<Integer> ICONS = List.of(16, 24, 32, 48, 64, 128, 256);

    private final Services services;
    private final Root root;

    public MainWindow(Services services) {
        this(services, Background.ofWindow(), FileDialogs.ofDesktop());
    }

    /// @param background work on other threads than the usual, for tests
    /// @param dialogs that ask for files
    public MainWindow(Services services, Background background, FileDialogs dialogs) {
        Fonts.load();
        this.services = services;
        root = new Root(services, background, dialogs);
    }

    /// Shows it on `stage`, as large as it was when it was last closed.
    public void show(Stage stage) {
        var kept = services.preferences().get();
        stage.setTitle(Texts.of("app.name"));
        stage.setMinWidth(Preferences.MIN_WIDTH);
        stage.setMinHeight(Preferences.MIN_HEIGHT);
        stage.setScene(root.scene(kept.width(), kept.height()));
        stage.setMaximized(kept.maximized());
        ICONS.forEach(size -> stage.getIcons().add(icon(size)));
        stage.setOnHiding(_ -> {
            keepSize(stage);
            root.close();
        });
        stage.show();
    }

    private void keepSize(Stage stage) {
        var now = services.preferences().get();
        var scene = stage.getScene();
        services.preferences()
                .set(
                        stage.isMaximized()
                                ? now.sized(now.width(), now.height(), true)
                                : now.sized(scene.getWidth(), scene.getHeight(), false));
    }

    private static Image icon(int size) {
        var name = "/io/p2pcloud/views/icons/p2pcloud-" + size + ".png";
        return new Image(
                Objects.requireNonNull(MainWindow.class.getResource(name)).toExternalForm());
    }
}
