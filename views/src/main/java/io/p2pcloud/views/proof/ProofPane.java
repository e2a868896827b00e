package io.p2pcloud.views.proof;

import static io.p2pcloud.views.parts.Ui.col;
import static io.p2pcloud.views.parts.Ui.gap;
import static io.p2pcloud.views.parts.Ui.grow;
import static io.p2pcloud.views.parts.Ui.icon;
import static io.p2pcloud.views.parts.Ui.line;
import static io.p2pcloud.views.parts.Ui.para;
import static io.p2pcloud.views.parts.Ui.row;
import static io.p2pcloud.views.parts.Ui.styled;
import static io.p2pcloud.views.parts.Ui.text;

import io.p2pcloud.views.common.Texts;
import io.p2pcloud.views.common.Tone;
import io.p2pcloud.views.parts.Attach;
import io.p2pcloud.views.parts.Beside;
import io.p2pcloud.views.parts.Buttons;
import io.p2pcloud.views.parts.Cards;
import io.p2pcloud.views.parts.CopyLabel;
import io.p2pcloud.views.parts.FileDialogs;
import io.p2pcloud.views.parts.Marks;
import io.p2pcloud.views.parts.Slot;
import io.p2pcloud.views.parts.Spinner;
import io.p2pcloud.views.parts.States;
import io.p2pcloud.views.parts.Ui;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// The panel: verdict, checks, what was found of the machine, and what a proof cannot say. Files
/// can be dropped on it.
public final class ProofPane extends StackPane {
    private static final double SIDE = 288;
    private static final double SENTENCE = 440;

    private final ProofModel model;
    private final FileDialogs dialogs;

    public ProofPane(ProofModel model, FileDialogs dialogs) {
        this.model = model;
        this.dialogs = dialogs;
        setId("proof-pane");
        setMinWidth(0);
        setAlignment(Pos.TOP_LEFT);
        var slot = new Slot<>(model.state(), this::body);
        slot.setAlignment(Pos.TOP_LEFT);
        getChildren().add(slot);
        setOnDragOver(event -> {
            if (event.getDragboard().hasFiles()) {
                event.acceptTransferModes(TransferMode.COPY);
            }
            event.consume();
        });
        setOnDragDropped(event -> {
            var files = event.getDragboard().getFiles();
            if (files != null && !files.isEmpty()) {
                read(paths(files));
            }
            event.setDropCompleted(true);
            event.consume();
        });
        Attach.to(this, model);
    }

    /// What a drop does.
    public void read(List<Path> files) {
        model.read(files);
    }

    private Node body(ProofState state) {
        return switch (state) {
            case ProofState.Empty _ -> empty();
            case ProofState.Judging(var words) -> judging(words);
            case ProofState.Failed(var problem) -> States.failed("proof", problem, model::forget);
            case ProofState.Shown(var proof) -> shown(proof);
        };
    }

    private Node empty() {
        var words = para(Texts.of("proof.empty.words"), "muted");
        words.setMaxWidth(SENTENCE);
        words.setTextAlignment(javafx.scene.text.TextAlignment.CENTER);
        var state =
                col(
                        8,
                        styled(new StackPane(icon("mdi2s-shield-search", "i28", "accent")), "disc"),
                        text(Texts.of("proof.empty.title"), "t15", "semi"),
                        words,
                        Ui.space(4),
                        choose("accent"));
        state.setAlignment(Pos.CENTER);
        return styled(state, "drop");
    }

    private static Node judging(String words) {
        var spinner = row(8, new Spinner(), text(words, "muted"));
        spinner.setAlignment(Pos.CENTER);
        return spinner;
    }

    private Node shown(ProofShown proof) {
        var top = banner(proof);
        top.setId("proof-verdict");
        var list = col(0, grow(new CheckList(proof.sections())));
        var body = col(12, top);
        proof.missing()
                .forEach(why ->
                        body.getChildren()
                                .add(
                                        Cards.banner(
                                                Tone.NEUTRAL,
                                                "mdi2c-cloud-off-outline",
                                                why,
                                                Texts.of("proof.missing"))));
        body.getChildren().add(grow(new Beside(list, side(proof), SIDE, 12)));
        return body;
    }

    private Region banner(ProofShown proof) {
        var face = proof.face();
        var headline = para(face.headline(), "med");
        headline.setId("proof-headline");
        var lines = col(0, headline, para(face.more(), "t12", "muted"));
        lines.setAlignment(Pos.CENTER_LEFT);
        var glyph =
                face.mark()
                        .<Node>map(mark -> Marks.icon(mark, "i20"))
                        .orElseGet(() -> icon(face.icon(), "i20", face.tone().style()));
        var banner = styled(row(12, glyph, grow(lines)), "banner", face.tone().style());
        banner.setFillHeight(true);
        banner.setMinHeight(Region.USE_PREF_SIZE);
        banner.getChildren()
                .add(
                        Buttons.button(
                                "proof-again",
                                Texts.of("proof.again"),
                                "mdi2r-refresh",
                                model::again));
        return banner;
    }

    private VBox side(ProofShown proof) {
        var side = Cards.card();
        side.setSpacing(4);
        for (var part : proof.facts()) {
            if (!side.getChildren().isEmpty()) {
                side.getChildren().addAll(Ui.space(4), line());
            }
            side.getChildren().add(text(part.title(), "t12", "muted", "med"));
            part.facts().forEach(it -> side.getChildren().add(fact(it)));
        }
        side.getChildren()
                .addAll(
                        Ui.space(4),
                        line(),
                        text(Texts.of("proof.limits"), "t12", "muted", "med"),
                        limit("mdi2s-screwdriver", "proof.limits.owner"),
                        limit("mdi2h-history", "proof.limits.rollback"),
                        Ui.space(4),
                        gap(),
                        para(when(proof), "t12", "subtle"),
                        Ui.space(4),
                        acts());
        return side;
    }

    private String when(ProofShown proof) {
        var judged = model.times().full(proof.at());
        return proof.full()
                ? Texts.of("proof.when.full", judged, model.times().full(proof.saved().at()))
                : Texts.of("proof.when", judged);
    }

    private static HBox fact(ProofShown.Fact fact) {
        return fact.copyable()
                ? Cards.fact(fact.name(), new CopyLabel(fact.value()))
                : Cards.fact(fact.name(), Ui.brief(fact.value()));
    }

    private static HBox limit(String icon, String key) {
        var limit = row(8, icon(icon, "i14", "warning"), grow(para(Texts.of(key), "t12")));
        limit.setAlignment(Pos.TOP_LEFT);
        return limit;
    }

    private VBox acts() {
        var keep =
                Buttons.wide(
                        Buttons.accent(
                                "proof-keep",
                                Texts.of("proof.keep"),
                                "mdi2c-content-save-outline",
                                model::keep));
        // The panel and the model live equally long.
        var _ = model.shelf().subscribe(it -> Ui.show(keep, it.isPresent()));
        return col(
                8,
                keep,
                Buttons.wide(
                        Buttons.button(
                                "proof-ask",
                                Texts.of("proof.ask"),
                                "mdi2c-cloud-download-outline",
                                model::askAmd)),
                row(
                        8,
                        Buttons.button(
                                "proof-export",
                                Texts.of("proof.export"),
                                "mdi2e-export-variant",
                                this::export),
                        Buttons.button(
                                "proof-copy",
                                Texts.of("proof.copy"),
                                "mdi2c-content-copy",
                                () -> Buttons.copy(model.details()))),
                Buttons.wide(choose("flat")));
    }

    private javafx.scene.control.Button choose(String look) {
        return Buttons.button(
                "proof-choose",
                Texts.of("proof.choose"),
                "mdi2f-folder-open-outline",
                this::chooseFiles,
                look);
    }

    private void chooseFiles() {
        var files = dialogs.read(getScene().getWindow(), Texts.of("proof.choose"));
        if (!files.isEmpty()) {
            model.read(files);
        }
    }

    private void export() {
        dialogs.write(getScene().getWindow(), Texts.of("proof.export"), "proof.json")
                .ifPresent(model::export);
    }

    private static List<Path> paths(List<File> files) {
        return files.stream().map(File::toPath).toList();
    }
}
