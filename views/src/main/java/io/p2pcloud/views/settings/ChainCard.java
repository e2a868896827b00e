package io.p2pcloud.views.settings;

import static io.p2pcloud.views.parts.Ui.brief;
import static io.p2pcloud.views.parts.Ui.col;
import static io.p2pcloud.views.parts.Ui.gap;
import static io.p2pcloud.views.parts.Ui.grow;
import static io.p2pcloud.views.parts.Ui.para;
import static io.p2pcloud.views.parts.Ui.row;
import static io.p2pcloud.views.parts.Ui.text;

import io.p2pcloud.lightclient.ChainChoice.Fault;
import io.p2pcloud.lightclient.ChainChoice.Field;
import io.p2pcloud.lightclient.EndpointRecord.Kind;
import io.p2pcloud.views.common.Navigator;
import io.p2pcloud.views.common.Page;
import io.p2pcloud.views.common.Texts;
import io.p2pcloud.views.common.Tone;
import io.p2pcloud.views.parts.Attach;
import io.p2pcloud.views.parts.Buttons;
import io.p2pcloud.views.parts.Cards;
import io.p2pcloud.views.parts.Choices;
import io.p2pcloud.views.parts.FileDialogs;
import io.p2pcloud.views.parts.Slot;
import io.p2pcloud.views.parts.Ui;
import io.p2pcloud.views.settings.ChainModel.Server;
import io.p2pcloud.views.trust.Comparison;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;

/// Sets up a chain of other people: network, servers and the block that trust begins at.
final class ChainCard extends VBox {
    private final ChainModel model;
    private final FileDialogs dialogs;
    private final Navigator navigator;

    ChainCard(ChainModel model, FileDialogs dialogs, Navigator navigator) {
        super(12);
        this.model = model;
        this.dialogs = dialogs;
        this.navigator = navigator;
        setId("chains");
        getStyleClass().add("card");
        getChildren()
                .setAll(
                        Cards.head(Texts.of("chains.title")),
                        para(Texts.of("chains.words"), "t12", "muted"),
                        new Slot<>(model.followed(), this::followed),
                        network(),
                        fault(Field.NETWORK),
                        servers(
                                Kind.BEACON,
                                Texts.of("chains.beacons"),
                                Texts.of("chains.beacons.words")),
                        fault(Field.BEACONS),
                        servers(
                                Kind.EXECUTION,
                                Texts.of("chains.executions"),
                                Texts.of("chains.executions.words")),
                        fault(Field.EXECUTIONS),
                        checkpoint(),
                        fault(Field.CHECKPOINT),
                        row(
                                12,
                                grow(para(Texts.of("chains.no-market"), "t12", "muted")),
                                whileIdle(
                                        Buttons.accent(
                                                "chain-follow",
                                                Texts.of("chains.follow"),
                                                "mdi2p-play",
                                                model::follow))));
        Attach.to(this, model);
    }

    private Node followed(Optional<String> name) {
        return name.<Node>map(it ->
                        Cards.banner(
                                Tone.SUCCESS,
                                "mdi2s-shield-sync-outline",
                                Texts.of("chains.followed", it),
                                "",
                                Buttons.button(
                                        "chain-trust",
                                        Page.TRUST.title(),
                                        Page.TRUST.icon(),
                                        () -> navigator.open(Page.TRUST)),
                                Buttons.button(
                                        "chain-stop",
                                        Texts.of("settings.network.stop"),
                                        "mdi2s-stop",
                                        model::stopFollowing)))
                .orElseGet(ChainCard::nothing);
    }

    private Node network() {
        var list =
                Choices.list(
                        "chain-network",
                        Texts.of("chains.network"),
                        ChainModel.networks(),
                        ChainModel::words,
                        model.network());
        list.setPrefWidth(160);
        var path = new TextField();
        path.setId("chain-file");
        path.setPromptText(Texts.of("chains.file.prompt"));
        path.setAccessibleText(Texts.of("chains.file"));
        path.textProperty().bindBidirectional(model.file());
        var open =
                Buttons.button(
                        "chain-file-open",
                        Texts.of("chains.file.open"),
                        null,
                        () ->
                                dialogs
                                        .read(getScene().getWindow(), Texts.of("chains.file"))
                                        .stream()
                                        .findFirst()
                                        .ifPresent(it -> model.file().set(it.toString())));
        var fromFile = grow(row(8, grow(path), open));
        var isFile = model.network().isEqualTo(ChainModel.FILE);
        fromFile.visibleProperty().bind(isFile);
        return row(8, text(Texts.of("chains.network"), "med"), list, fromFile);
    }

    private Node servers(Kind kind, String name, String words) {
        var lines = new Slot<>(model.servers(), all -> lines(kind, all));
        var field = new TextField();
        field.setId("chain-new-" + kind);
        field.setPromptText("https://");
        field.setAccessibleText(name);
        Runnable add =
                () -> {
                    model.add(kind, field.getText());
                    field.clear();
                };
        field.setOnAction(_ -> add.run());
        return col(
                4,
                text(name, "med"),
                para(words, "t12", "muted"),
                lines,
                row(
                        8,
                        grow(field),
                        whileIdle(
                                Buttons.button(
                                        "chain-add-" + kind,
                                        Texts.of("chains.add"),
                                        "mdi2p-plus",
                                        add))));
    }

    private Node lines(Kind kind, List<Server> all) {
        var lines = col(4);
        for (var server : all) {
            if (server.kind() == kind) {
                lines.getChildren().add(line(server));
            }
        }
        return lines;
    }

    private Node line(Server server) {
        var tone =
                server.tried()
                        .map(it -> it.good() ? Tone.SUCCESS : Tone.DANGER)
                        .orElse(Tone.NEUTRAL);
        var address = server.address();
        var line =
                col(
                        0,
                        row(
                                8,
                                Cards.led(tone),
                                grow(brief(address, "mono")),
                                gap(),
                                whileIdle(
                                        Buttons.button(
                                                "chain-test",
                                                Texts.of("chains.test"),
                                                null,
                                                () -> model.test(server.kind(), address),
                                                "small")),
                                Buttons.icon(
                                        "chain-remove",
                                        "mdi2c-close",
                                        Texts.of("chains.remove", address),
                                        () -> model.remove(server.kind(), address))));
        server.tried()
                .ifPresent(it ->
                        line.getChildren()
                                .add(para(it.sentence(), "t12", it.good() ? "muted" : "danger")));
        return line;
    }

    private Node checkpoint() {
        var root = new TextField();
        root.setId("chain-checkpoint");
        root.setPromptText(Texts.of("trustpage.paste.prompt"));
        root.setAccessibleText(Texts.of("trustpage.paste"));
        root.getStyleClass().add("mono");
        root.textProperty().bindBidirectional(model.checkpoint());
        return col(
                4,
                text(Texts.of("trustpage.paste"), "med"),
                para(Texts.of("trustpage.paste.words"), "t12", "muted"),
                row(
                        8,
                        grow(root),
                        whileIdle(
                                Buttons.button(
                                        "chain-compare",
                                        Texts.of("trustpage.paste.compare"),
                                        null,
                                        model::compare)),
                        whileIdle(
                                Buttons.button(
                                        "chain-propose",
                                        Texts.of("trustpage.paste.propose"),
                                        null,
                                        model::propose,
                                        "flat"))),
                new Slot<>(model.comparison(), ChainCard::comparison));
    }

    private static Node comparison(Comparison comparison) {
        return comparison.words().isEmpty()
                ? nothing()
                : Ui.id(para(comparison.words(), comparison.tone().style()), "chain-comparison");
    }

    private Node fault(Field field) {
        return new Slot<>(
                model.faults(),
                (List<Fault> _) ->
                        model.fault(field)
                                .<Node>map(it -> Ui.id(para(it, "t12", "danger"), "fault-" + field))
                                .orElseGet(ChainCard::nothing));
    }

    private <N extends Node> N whileIdle(N control) {
        control.disableProperty().bind(model.busy());
        return control;
    }

    private static Node nothing() {
        var nothing = col(0);
        Ui.show(nothing, false);
        return nothing;
    }
}
