package io.p2pcloud.views.window;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.input.DataFormat;
import javafx.scene.input.DragEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.TransferMode;

/// Files let go over a node. The headless platform knows no other applications to drag from, so the
/// event that they would cause is made here; the board with the files is JavaFX's own, which it
/// gives only to somebody who has begun to drag.
final class FileDrag {
    private final Node target;
    private final List<File> files;
    private boolean over;
    private boolean taken;

    FileDrag(Node target, List<Path> files) {
        this.target = target;
        this.files = files.stream().map(Path::toFile).toList();
    }

    /// Handles the mouse's beginning to drag.
    void begin(MouseEvent detected) {
        if (over || !(detected.getTarget() instanceof Node source)) {
            return;
        }
        over = true;
        detected.consume();
        var scene = source.getScene();
        var board = scene.startDragAndDrop(TransferMode.COPY);
        board.setContent(Map.of(DataFormat.FILES, files));
        var dropped =
                new DragEvent(
                        DragEvent.DRAG_DROPPED,
                        board,
                        0,
                        0,
                        0,
                        0,
                        TransferMode.COPY,
                        null,
                        null,
                        null);
        Event.fireEvent(target, dropped);
        taken = dropped.isDropCompleted();
        // The platform is not told: it could only say that it cannot.
        var _ = scene.startDragAndDrop();
    }

    boolean isOver() {
        return over;
    }

    /// Whether the node took the files.
    boolean isTaken() {
        return taken;
    }
}
