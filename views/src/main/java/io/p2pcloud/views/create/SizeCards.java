package io.p2pcloud.views.create;

import static io.p2pcloud.views.parts.Ui.col;
import static io.p2pcloud.views.parts.Ui.gap;
import static io.p2pcloud.views.parts.Ui.icon;
import static io.p2pcloud.views.parts.Ui.row;
import static io.p2pcloud.views.parts.Ui.space;
import static io.p2pcloud.views.parts.Ui.text;

import io.p2pcloud.views.common.Sizes;
import io.p2pcloud.views.common.Texts;
import io.p2pcloud.views.parts.Cards;
import io.p2pcloud.views.parts.Ui;
import java.util.ArrayList;
import javafx.beans.binding.Bindings;
import javafx.beans.property.IntegerProperty;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Spinner;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// The sizes as cards, and the user's own figures where he wants them.
final class SizeCards extends VBox {
    private static final int MAX_VCPU = 64;
    private static final int MAX_MEMORY = 256 << 10;
    private static final int MAX_DISK = 4096;

    private final CreateModel model;

    SizeCards(CreateModel model) {
        super(8);
        this.model = model;
        var group = new ToggleGroup();
        var cards = new ArrayList<Node>();
        for (var preset : Preset.values()) {
            cards.add(card(preset, group));
        }
        var draft = model.draft();
        var own =
                row(
                        16,
                        figure("custom-vcpu", "create.custom.vcpu", draft.vcpu, 1, MAX_VCPU, 1),
                        figure(
                                "custom-memory",
                                "create.custom.memory",
                                draft.memoryMib,
                                256,
                                MAX_MEMORY,
                                256),
                        figure("custom-disk", "create.custom.disk", draft.diskGib, 1, MAX_DISK, 5));
        // The cards and the model live equally long.
        var _ = draft.preset.subscribe(now -> Ui.show(own, now == Preset.CUSTOM));
        getChildren().addAll(Ui.columns(8, cards.toArray(Node[]::new)), own);
    }

    private Node card(Preset preset, ToggleGroup group) {
        var check = icon("mdi2c-check-circle", "accent");
        var top = row(4, text(Texts.word(preset), "semi"), gap(), check);
        var lines = col(2, top, space(2));
        if (preset == Preset.CUSTOM) {
            lines.getChildren()
                    .addAll(
                            text(Texts.of("create.custom.1"), "muted"),
                            text(Texts.of("create.custom.2"), "muted"),
                            text(Texts.of("create.custom.3"), "muted"));
        } else {
            lines.getChildren()
                    .addAll(
                            text(Sizes.vcpu(preset.vcpu()), "muted"),
                            text(
                                    Texts.of("create.memory", Sizes.memory(preset.memoryMib())),
                                    "muted"),
                            text(Texts.of("create.disk", Sizes.disk(preset.diskGib())), "muted"));
        }
        lines.getChildren().addAll(space(4), price(preset));
        var button = new ToggleButton(null, lines);
        button.setId("size-" + preset);
        button.setAccessibleText(Texts.word(preset));
        button.setToggleGroup(group);
        button.getStyleClass().add("pick");
        lines.prefWidthProperty().bind(button.widthProperty().subtract(26));
        check.visibleProperty().bind(button.selectedProperty());
        var chosen = model.draft().preset;
        var _ = chosen.subscribe(now -> button.setSelected(now == preset));
        button.setOnAction(_ -> {
            button.setSelected(true);
            chosen.set(preset);
        });
        return button;
    }

    private HBox price(Preset preset) {
        var figure = new Label();
        figure.getStyleClass().add("med");
        var unit = text("", "t12", "muted");
        var none = Texts.of("create.size.none");
        if (preset == Preset.CUSTOM) {
            unit.setText(Texts.of("create.custom.price"));
        } else {
            figure.textProperty()
                    .bind(
                            Bindings.createStringBinding(
                                    () ->
                                            model.bestFor(preset)
                                                    .map(model.money()::perMonth)
                                                    .orElse(""),
                                    model.market()));
            unit.textProperty()
                    .bind(
                            Bindings.createStringBinding(
                                    () ->
                                            model.bestFor(preset).isPresent()
                                                    ? Texts.of(
                                                            "money.month", model.money().symbol())
                                                    : none,
                                    model.market()));
        }
        return preset == Preset.CUSTOM ? row(0, unit) : row(4, figure, unit);
    }

    private static Node figure(
            String id, String caption, IntegerProperty value, int least, int most, int step) {
        var spinner = new Spinner<Integer>(least, most, value.get(), step);
        spinner.setId(id);
        spinner.setEditable(true);
        spinner.setPrefWidth(140);
        spinner.valueProperty().addListener((_, _, now) -> value.set(now));
        value.addListener((_, _, now) -> spinner.getValueFactory().setValue(now.intValue()));
        return Cards.field(Texts.of(caption), spinner);
    }
}
