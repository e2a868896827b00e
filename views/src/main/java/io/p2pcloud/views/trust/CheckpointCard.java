package io.p2pcloud.views.trust;

import static io.p2pcloud.views.parts.Ui.col;
import static io.p2pcloud.views.parts.Ui.para;
import static io.p2pcloud.views.parts.Ui.row;

import io.p2pcloud.views.common.Texts;
import io.p2pcloud.views.parts.Buttons;
import io.p2pcloud.views.parts.Cards;
import io.p2pcloud.views.parts.Slot;
import io.p2pcloud.views.parts.Ui;
import javafx.scene.Node;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;

/// Gives the light client another block to start from: pasted, compared among the servers, and only
/// then trusted.
final class CheckpointCard extends VBox {
    private final TrustModel model;

    CheckpointCard(TrustModel model) {
        super(8);
        this.model = model;
        getStyleClass().add("card");
        var root = new TextField();
        root.setId("trust-root");
        root.setPromptText(Texts.of("trustpage.paste.prompt"));
        root.setAccessibleText(Texts.of("trustpage.paste"));
        root.getStyleClass().add("mono");
        root.textProperty().bindBidirectional(model.pasted());
        var compare =
                Buttons.button(
                        "trust-compare", Texts.of("trustpage.paste.compare"), null, model::compare);
        var propose =
                Buttons.button(
                        "trust-propose",
                        Texts.of("trustpage.paste.propose"),
                        null,
                        model::propose,
                        "flat");
        compare.disableProperty().bind(model.busy());
        propose.disableProperty().bind(model.busy());
        getChildren()
                .setAll(
                        Cards.head(Texts.of("trustpage.paste")),
                        para(Texts.of("trustpage.paste.words"), "t12", "muted"),
                        row(8, Ui.grow(root), compare, propose),
                        new Slot<>(model.comparison(), this::comparison));
    }

    private Node comparison(Comparison comparison) {
        if (comparison.words().isEmpty()) {
            var nothing = col(0);
            Ui.show(nothing, false);
            return nothing;
        }
        var words = para(comparison.words(), comparison.tone().style());
        words.setId("trust-comparison");
        var line = row(8, Ui.grow(words));
        if (comparison.root().isPresent()) {
            line.getChildren()
                    .add(
                            Buttons.accent(
                                    "trust-start",
                                    Texts.of("trustpage.paste.start"),
                                    null,
                                    model::trust));
        }
        return line;
    }
}
