package io.p2pcloud.views.create;

import static io.p2pcloud.views.parts.Ui.col;
import static io.p2pcloud.views.parts.Ui.columns;
import static io.p2pcloud.views.parts.Ui.grow;
import static io.p2pcloud.views.parts.Ui.icon;
import static io.p2pcloud.views.parts.Ui.row;
import static io.p2pcloud.views.parts.Ui.styled;
import static io.p2pcloud.views.parts.Ui.text;

import io.p2pcloud.common.Tier;
import io.p2pcloud.tenant.ServerSpec.Mode;
import io.p2pcloud.views.common.Mark;
import io.p2pcloud.views.common.Texts;
import io.p2pcloud.views.common.Tone;
import io.p2pcloud.views.parts.Beside;
import io.p2pcloud.views.parts.Cards;
import io.p2pcloud.views.parts.Choices;
import io.p2pcloud.views.parts.PageFrame;
import io.p2pcloud.views.parts.Slot;
import io.p2pcloud.views.parts.Ui;
import io.p2pcloud.views.session.ImageChoice;
import java.util.List;
import javafx.beans.property.StringProperty;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Region;
import javafx.util.StringConverter;

/// What the server shall be.
final class WhatPane extends BorderPane {
    private static final double SIDE = 320;

    private final CreateModel model;
    private final Draft draft;

    WhatPane(CreateModel model) {
        this.model = model;
        draft = model.draft();
        var left =
                col(
                        14,
                        disk(),
                        part(Texts.of("create.size"), new SizeCards(model)),
                        protection(),
                        columns(16, field("create.image", images()), field("create.name", name())),
                        columns(16, field("create.key", keys())),
                        advanced());
        left.setMinHeight(Region.USE_PREF_SIZE);
        var body = new Beside(left, new AnswerPanel(model), SIDE, 16);
        setCenter(PageFrame.scrolling(styled(col(0, grow(body)), "page")));
    }

    /// What the disk begins with, where that is not emptiness.
    private Node disk() {
        return draft.restoring()
                .<Node>map(from -> {
                    var banner =
                            Cards.banner(
                                    Tone.ACCENT,
                                    "mdi2b-backup-restore",
                                    Texts.of(
                                            "restore.from",
                                            from.backup().spec().name(),
                                            model.times().moment(from.backup().takenAt())),
                                    Texts.of("restore.from.words"));
                    banner.setId("restoring");
                    return banner;
                })
                .orElseGet(() -> {
                    var none = new Region();
                    none.setManaged(false);
                    return none;
                });
    }

    private static Node part(String title, Node content) {
        return col(8, text(title, "t15", "semi"), content);
    }

    private static Node field(String key, Region control) {
        control.setMaxWidth(Double.MAX_VALUE);
        return Cards.field(Texts.of(key), control);
    }

    /// Each tier with what it means.
    private Node protection() {
        var tiers = Choices.segments("tier", List.of(Tier.values()), Texts::word, draft.tier);
        // What was encrypted for one kind of machine is not given to the other.
        tiers.setDisable(draft.restoring().isPresent());
        return part(
                Texts.of("create.protection"),
                col(8, tiers, new Slot<>(draft.tier, WhatPane::meaning)));
    }

    private static Node meaning(Tier tier) {
        var mark = Mark.ahead(tier);
        var line =
                row(
                        12,
                        icon(mark.icon(), "i20", mark.tone().style()),
                        grow(Ui.para(Texts.of("create." + tier))));
        line.setFillHeight(true);
        return styled(line, "card", "slim");
    }

    private Region images() {
        var list =
                Choices.list(
                        "image",
                        Texts.of("create.image"),
                        model.images(),
                        ImageChoice::title,
                        draft.image);
        // A disk lies over the image that it began with.
        list.setDisable(draft.restoring().isPresent());
        return list;
    }

    private Region name() {
        var name = new TextField();
        name.setId("name");
        name.textProperty().bindBidirectional(draft.name);
        return name;
    }

    private Region keys() {
        var box = new ComboBox<String>();
        box.setId("ssh-key");
        box.setEditable(true);
        box.setConverter(
                new StringConverter<>() {
                    @Override
                    public String toString(String line) {
                        return line == null ? "" : shown(line);
                    }

                    @Override
                    public String fromString(String typed) {
                        return box.getItems().stream()
                                .filter(it -> shown(it).equals(typed))
                                .findFirst()
                                .orElse(typed);
                    }
                });
        box.valueProperty().bindBidirectional(draft.key);
        // The form and the model live equally long.
        var _ =
                model.keys()
                        .subscribe(now -> {
                            var chosen = draft.key.get();
                            box.getItems().setAll(now.all());
                            draft.key.set(chosen);
                        });
        box.getEditor().setPromptText(Texts.of("create.key.prompt"));
        return box;
    }

    /// A key as people know it: its type and its comment.
    private String shown(String line) {
        if (line.equals(model.keys().get().own())) {
            return Texts.of("create.key.own");
        }
        var parts = line.strip().split("\\s+", 3);
        return parts.length < 3 ? line : parts[2] + " (" + parts[0] + ")";
    }

    private static Node names(String key, String prompt, StringProperty names) {
        var field = new TextField();
        field.setId(key);
        field.setPromptText(prompt);
        field.textProperty().bindBidirectional(names);
        return Cards.field(Texts.of("create." + key), field);
    }

    private Node advanced() {
        var cap = new TextField();
        cap.setId("price-cap");
        cap.getStyleClass().add("amount");
        cap.setPromptText(Texts.of("create.cap.none"));
        cap.textProperty().bindBidirectional(draft.capPerMonth);
        var script = new TextArea();
        script.setId("script");
        script.getStyleClass().add("code");
        script.setPromptText("#!/bin/sh");
        script.setPrefRowCount(5);
        script.textProperty().bindBidirectional(draft.script);
        var left =
                col(
                        12,
                        Cards.field(
                                Texts.of("create.when"),
                                Choices.segments(
                                        "mode", List.of(Mode.values()), Texts::word, draft.mode)),
                        Cards.field(
                                Texts.of("create.cap", model.money().symbol()), Ui.wide(cap, 160)));
        var begins =
                col(
                        12,
                        columns(
                                16,
                                names("users", "ada, bob", draft.users),
                                names("packages", "git, postgresql", draft.packages)),
                        Cards.field(Texts.of("create.script"), script));
        var content = styled(columns(16, left, begins), "drawer");
        return new Drawer("advanced", Texts.of("create.advanced"), content);
    }
}
