package io.p2pcloud.views.settings;

import static io.p2pcloud.views.parts.Ui.beside;
import static io.p2pcloud.views.parts.Ui.brief;
import static io.p2pcloud.views.parts.Ui.col;
import static io.p2pcloud.views.parts.Ui.gap;
import static io.p2pcloud.views.parts.Ui.grow;
import static io.p2pcloud.views.parts.Ui.row;
import static io.p2pcloud.views.parts.Ui.styled;
import static io.p2pcloud.views.parts.Ui.text;

import io.p2pcloud.views.common.Navigator;
import io.p2pcloud.views.common.Page;
import io.p2pcloud.views.common.Texts;
import io.p2pcloud.views.parts.Attach;
import io.p2pcloud.views.parts.Buttons;
import io.p2pcloud.views.parts.Cards;
import io.p2pcloud.views.parts.Choices;
import io.p2pcloud.views.parts.FileDialogs;
import io.p2pcloud.views.parts.PageFrame;
import io.p2pcloud.views.parts.Slot;
import io.p2pcloud.views.parts.Ui;
import io.p2pcloud.views.session.Keeping.Kept;
import io.p2pcloud.views.session.Preferences.Appearance;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// What can be chosen, and what the program is.
public final class SettingsView extends BorderPane {
    private static final double WIDTH = 720;
    private static final String[] PARTS = {
        "OpenJFX", "AtlantaFX", "ControlsFX", "Ikonli", "JediTermFX", "Inter", "JetBrains Mono"
    };

    private final SettingsModel model;

    public SettingsView(
            SettingsModel model,
            PolicyModel policy,
            ChainModel chains,
            FileDialogs dialogs,
            Navigator navigator) {
        this.model = model;
        setTop(PageFrame.head(Page.SETTINGS.title()));
        var body =
                col(
                        12,
                        appearance(),
                        network(),
                        new ChainCard(chains, dialogs, navigator),
                        new PolicyCard(policy, navigator),
                        keeping(),
                        folder(),
                        about());
        setCenter(PageFrame.scrolling(styled(beside(0, grow(body)), "page")));
        body.setMaxWidth(WIDTH);
        Attach.to(this, model);
    }

    private Node appearance() {
        return setting(
                Texts.of("settings.appearance"),
                Texts.of("settings.appearance.words"),
                Choices.segments(
                        "appearance",
                        List.of(Appearance.values()),
                        Texts::word,
                        model.appearance()));
    }

    private Node network() {
        return setting(
                Texts.of("settings.network"),
                Texts.of("settings.network.words"),
                new Slot<>(
                        model.running(),
                        running ->
                                running
                                        ? Buttons.button(
                                                "stop-network",
                                                Texts.of("settings.network.stop"),
                                                "mdi2s-stop",
                                                model::stopNetwork)
                                        : Buttons.button(
                                                "start-network",
                                                Texts.of("act.try"),
                                                "mdi2p-play",
                                                model::startNetwork)));
    }

    /// Shown while there is a market to keep.
    private Node keeping() {
        return new Slot<>(
                model.canKeep(),
                there -> there ? new Slot<>(model.kept(), this::keeping) : hidden());
    }

    private Node keeping(Kept kept) {
        var card =
                setting(
                        Texts.of("settings.keeping"),
                        Texts.of("settings.keeping.words"),
                        kept.on()
                                ? Buttons.button(
                                        "stop-keeping",
                                        Texts.of("settings.keeping.stop"),
                                        "mdi2s-stop",
                                        () -> model.keep(false))
                                : Buttons.button(
                                        "start-keeping",
                                        Texts.of("settings.keeping.start"),
                                        "mdi2p-play",
                                        () -> model.keep(true)));
        if (kept.on()) {
            var words =
                    kept.problem().isEmpty()
                            ? Texts.of("settings.keeping.so-far", kept.acts(), model.earned())
                            : kept.problem();
            card.getChildren().add(Ui.para(words, "t12", "muted"));
        }
        return card;
    }

    private static Node hidden() {
        var nothing = new Region();
        nothing.setManaged(false);
        return nothing;
    }

    private Node folder() {
        var path = model.about().folder().toString();
        var words = brief(path, "mono", "muted");
        words.setId("folder");
        var card =
                setting(
                        Texts.of("settings.folder"),
                        Texts.of("settings.folder.words"),
                        Buttons.button(
                                "copy-folder",
                                Texts.of("settings.folder.copy"),
                                "mdi2c-content-copy",
                                () -> Buttons.copy(path)));
        card.getChildren().add(styled(row(8, words), "well"));
        return card;
    }

    private Node about() {
        return Cards.card(
                Cards.head(Texts.of("settings.about")),
                Cards.fact(Texts.of("settings.version"), model.about().version()),
                Cards.fact(Texts.of("settings.licence"), "Apache-2.0"),
                Cards.fact(Texts.of("settings.log"), model.about().log().toString()),
                Cards.fact(
                        Texts.of("settings.java"), System.getProperty("java.runtime.version", "")),
                Ui.para(Texts.of("settings.parts", String.join(", ", PARTS)), "t12", "muted"));
    }

    private static VBox setting(String title, String words, Node control) {
        var line =
                row(
                        16,
                        grow(col(2, text(title, "semi"), Ui.para(words, "t12", "muted"))),
                        gap(),
                        control);
        line.setFillHeight(true);
        line.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
        return Cards.card(line);
    }
}
