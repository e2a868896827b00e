package io.p2pcloud.views.servers;

import static io.p2pcloud.views.parts.Ui.brief;
import static io.p2pcloud.views.parts.Ui.row;

import io.p2pcloud.views.common.Texts;
import io.p2pcloud.views.parts.Buttons;
import io.p2pcloud.views.parts.FileDialogs;
import io.p2pcloud.views.parts.Slot;
import io.p2pcloud.views.parts.Spinner;
import java.nio.file.Path;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

/// The button that begins a new server with a backup, in whatever file it is.
final class Restores {
    private Restores() {}

    static Region button(RestoreStart start, FileDialogs dialogs, String id, String... classes) {
        return new Slot<>(
                start.checking(), checking -> shown(checking, start, dialogs, id, classes));
    }

    private static Node shown(
            Optional<Path> checking,
            RestoreStart start,
            FileDialogs dialogs,
            String id,
            String... classes) {
        if (checking.isPresent()) {
            return busy(checking.get());
        }
        var button =
                Buttons.button(
                        id, Texts.of("restore.other"), "mdi2b-backup-restore", () -> {}, classes);
        button.setOnAction(_ ->
                dialogs.read(button.getScene().getWindow(), Texts.of("restore.other")).stream()
                        .findFirst()
                        .ifPresent(start::begin));
        return button;
    }

    private static HBox busy(Path file) {
        return row(
                8,
                new Spinner(),
                brief(Texts.of("restore.checking", file.getFileName()), "t12", "muted"));
    }
}
