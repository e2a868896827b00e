package io.p2pcloud.views.shell;

import io.p2pcloud.views.common.Tone;
import io.p2pcloud.views.parts.Attach;
import io.p2pcloud.views.parts.Ui;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;

/// The line at the window's foot.
final class StatusBar extends HBox {
    private static final double PROGRESS = 96;

    StatusBar(StatusModel model) {
        super(20);
        setId("status");
        getStyleClass().add("status");
        setFillHeight(false);
        // Lives as long as the window.
        var _ = model.status().subscribe(this::shown);
        Attach.to(this, model);
    }

    private void shown(StatusModel.Status status) {
        getChildren().clear();
        for (var item : status.items()) {
            var tone = item.tone() == Tone.NEUTRAL ? "" : item.tone().style();
            var label = Ui.text(item.words(), tone);
            label.setId("status-" + item.id());
            var pair = Ui.row(6, Ui.icon(item.icon(), item.tone().style()), label);
            getChildren().add(item.more().isEmpty() ? pair : Ui.hint(pair, item.more()));
        }
        var work = Ui.brief(status.work().words());
        work.setId("status-work");
        getChildren().addAll(Ui.gap(), work);
        if (status.work().share() >= 0) {
            var bar = Ui.wide(new ProgressBar(status.work().share()), PROGRESS);
            bar.getStyleClass().add("small");
            bar.setAccessibleText(status.work().words());
            getChildren().add(bar);
        }
    }
}
