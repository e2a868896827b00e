package io.p2pcloud.views.shell;

import io.p2pcloud.views.common.Background;
import io.p2pcloud.views.common.Desktop;
import io.p2pcloud.views.common.Page;
import io.p2pcloud.views.common.Texts;
import io.p2pcloud.views.parts.Attach;
import io.p2pcloud.views.parts.Beside;
import io.p2pcloud.views.parts.FileDialogs;
import io.p2pcloud.views.parts.Theme;
import io.p2pcloud.views.session.Preferences.Appearance;
import io.p2pcloud.views.session.Services;
import java.util.function.Consumer;
import javafx.application.ColorScheme;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.util.Subscription;

/// Everything inside the window.
public final class Root extends StackPane {
    private static final KeyCombination PALETTE =
            new KeyCodeCombination(KeyCode.K, KeyCombination.SHORTCUT_DOWN);

    private final Services services;
    private final ShellModel model;
    private final BorderPane frame = new BorderPane();
    private final StackPane page = new StackPane();
    private final Palette palette;
    private final Sidebar sidebar;
    private final StatusBar status;
    private final ObservableValue<ColorScheme> desktop = Desktop.colorScheme();
    private final Pages pages;
    private Subscription desktopFollowed = Subscription.EMPTY;

    public Root(Services services, Background background, FileDialogs dialogs) {
        this.services = services;
        model = new ShellModel(services, background);
        var notices = new NoticeStack();
        Consumer<Appearance> appearance =
                PaletteModel.choosing(services.preferences(), this::dress);
        palette = new Palette(new PaletteModel(model, services, appearance));
        sidebar = new Sidebar(model, palette::open);
        status = new StatusBar(new StatusModel(services, model, background));
        pages = new Pages(services, model, background, notices, appearance, dialogs);
        setId("root");
        getStyleClass().add("app");
        page.setMinSize(0, 0);
        page.setId("page");
        frame.setCenter(page);
        StackPane.setAlignment(notices, Pos.BOTTOM_RIGHT);
        StackPane.setMargin(notices, new Insets(0, 24, 44, 24));
        getChildren().addAll(frame, notices, palette);
        Attach.to(this, model);
        // These live as long as the window.
        var _ =
                model.place()
                        .subscribe(place -> {
                            boolean welcome = place.page() == Page.WELCOME;
                            frame.setLeft(welcome ? null : sidebar);
                            frame.setBottom(welcome ? null : status);
                            page.getChildren().setAll(pages.of(place));
                        });
        sceneProperty()
                .addListener((_, _, scene) -> {
                    desktopFollowed.unsubscribe();
                    desktopFollowed =
                            scene == null ? Subscription.EMPTY : desktop.subscribe(_ -> dress());
                });
        setAccessibleText(Texts.of("app.name"));
    }

    public ShellModel model() {
        return model;
    }

    /// Puts it into a scene of its own, with theme and keys.
    public Scene scene(double width, double height) {
        var scene = new Scene(this, width, height);
        scene.getAccelerators().put(PALETTE, palette::open);
        var _ =
                scene.widthProperty()
                        .subscribe(wide -> sidebar.setNarrow(wide.doubleValue() < Beside.WIDE));
        dress();
        return scene;
    }

    /// Ends the terminals that are kept open behind other pages.
    public void close() {
        pages.close();
    }

    private void dress() {
        if (getScene() != null) {
            theme().dress(getScene());
        }
    }

    private Theme theme() {
        return switch (services.preferences().get().appearance()) {
            case LIGHT -> Theme.LIGHT;
            case DARK -> Theme.DARK;
            case SYSTEM -> desktop.getValue() == ColorScheme.DARK ? Theme.DARK : Theme.LIGHT;
        };
    }
}
