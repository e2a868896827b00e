package io.p2pcloud.views.servers;

import io.p2pcloud.views.common.Texts;
import io.p2pcloud.views.common.Tone;
import io.p2pcloud.views.parts.Cards;
import io.p2pcloud.views.parts.Ui;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.IntegerProperty;
import javafx.scene.Node;
import javafx.scene.control.Spinner;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// What the tabs of a server's upkeep share.
final class Upkeeps {
    static final int MEMORY_STEP = 256;
    private static final double FIGURE = 140;

    private Upkeeps() {}

    /// Nothing, without room.
    static Node none() {
        var none = new VBox();
        none.setManaged(false);
        return none;
    }

    /// The chain does not answer: what is shown is of before.
    static Node offline(Optional<String> sentence) {
        return sentence.<Node>map(
                        why -> {
                            var banner =
                                    Cards.banner(
                                            Tone.WARNING,
                                            "mdi2c-cloud-off-outline",
                                            Texts.of("machine.offline"),
                                            why);
                            banner.setId("machine-offline");
                            return banner;
                        })
                .orElseGet(Upkeeps::none);
    }

    /// While something is on its way, or nothing could be.
    static BooleanBinding blocked(MachineModel model) {
        return Bindings.createBooleanBinding(
                () -> model.acting().get() || model.offline().get().isPresent(),
                model.acting(),
                model.offline());
    }

    static HBox updateChip() {
        return Cards.chip(
                "mdi2a-arrow-up-circle-outline", Texts.of("machine.update.ready"), Tone.ACCENT);
    }

    /// A number with a caption.
    static Node figure(
            String id, String caption, IntegerProperty value, int least, int most, int step) {
        var spinner = new Spinner<Integer>(least, most, value.get(), step);
        spinner.setId(id);
        spinner.setEditable(true);
        spinner.setPrefWidth(FIGURE);
        spinner.valueProperty().addListener((_, _, now) -> value.set(now));
        value.addListener((_, _, now) -> spinner.getValueFactory().setValue(now.intValue()));
        return Cards.field(Texts.of(caption), Ui.styled(spinner));
    }
}
