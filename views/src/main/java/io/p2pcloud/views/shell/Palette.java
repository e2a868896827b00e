package io.p2pcloud.views.shell;

import static io.p2pcloud.views.parts.Ui.icon;
import static io.p2pcloud.views.parts.Ui.row;
import static io.p2pcloud.views.parts.Ui.styled;
import static io.p2pcloud.views.parts.Ui.text;

import io.p2pcloud.views.common.Texts;
import io.p2pcloud.views.parts.PageFrame;
import io.p2pcloud.views.parts.Ui;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// The command palette over the window.
final class Palette extends StackPane {
    private static final double WIDTH = 480;
    private static final double HEIGHT = 440;

    private final PaletteModel model;
    private final TextField words = new TextField();
    private final VBox hits = new VBox();

    Palette(PaletteModel model) {
        this.model = model;
        setId("palette");
        getStyleClass().add("scrim");
        setAlignment(Pos.TOP_CENTER);
        words.setId("palette-words");
        words.setPromptText(Texts.of("palette.prompt"));
        words.setAccessibleText(Texts.of("palette.prompt"));
        words.textProperty().addListener((_, _, now) -> model.find(now));
        // Both live as long as the window.
        var _ = model.found().subscribe(_ -> build());
        var _ = model.chosen().subscribe(_ -> build());
        var find =
                styled(
                        row(8, icon("mdi2m-magnify"), Ui.grow(words), text("Esc", "key")),
                        "palette-find");
        var list = PageFrame.scrolling(hits);
        list.setFitToHeight(false);
        var foot =
                styled(
                        row(
                                12,
                                text(Texts.of("palette.key.move"), "key"),
                                text(Texts.of("palette.move"), "t12", "muted"),
                                text("Enter", "key"),
                                text(Texts.of("palette.do"), "t12", "muted")),
                        "palette-foot");
        var panel = styled(new VBox(find, Ui.grow(list), foot), "overlay");
        panel.setMaxSize(WIDTH, HEIGHT);
        StackPane.setMargin(panel, new Insets(72, 24, 24, 24));
        panel.setOnMouseClicked(javafx.event.Event::consume);
        getChildren().add(panel);
        setOnMouseClicked(_ -> close());
        addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        Ui.show(this, false);
    }

    void open() {
        words.clear();
        model.find("");
        Ui.show(this, true);
        words.requestFocus();
    }

    boolean isOpen() {
        return isVisible();
    }

    void close() {
        Ui.show(this, false);
    }

    private void key(KeyEvent event) {
        switch (event.getCode()) {
            case ESCAPE -> close();
            case DOWN -> model.move(1);
            case UP -> model.move(-1);
            case ENTER -> {
                close();
                model.doIt();
            }
            default -> {
                return;
            }
        }
        event.consume();
    }

    private void build() {
        hits.getChildren().clear();
        var found = model.found().get();
        for (int i = 0; i < found.size(); i++) {
            var command = found.get(i);
            if (i == 0 || found.get(i - 1).heading() != command.heading()) {
                hits.getChildren()
                        .add(
                                styled(
                                        text(Texts.word(command.heading()), "t12", "subtle", "med"),
                                        "palette-group"));
            }
            hits.getChildren().add(hit(command, i == model.chosen().get()));
        }
        if (found.isEmpty()) {
            hits.getChildren()
                    .add(styled(text(Texts.of("palette.nothing"), "muted"), "palette-group"));
        }
    }

    private Node hit(Command command, boolean now) {
        var line =
                row(
                        12,
                        icon(command.icon(), now ? "accent" : "neutral"),
                        text(command.title(), now ? "med" : ""));
        var button = new Button(null, line);
        button.setAccessibleText(command.title());
        button.setFocusTraversable(false);
        button.getStyleClass().addAll("row", "first");
        button.setMinWidth(Region.USE_PREF_SIZE);
        if (now) {
            button.getStyleClass().add("now");
        }
        button.setOnAction(_ -> {
            close();
            command.act().run();
        });
        return button;
    }
}
