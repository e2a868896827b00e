package io.p2pcloud.views.parts;

import io.p2pcloud.views.common.ViewModel;
import javafx.scene.Node;

/// Binds the life of a view-model to that of its view.
public final class Attach {
    private Attach() {}

    /// The model is active while the node is in a scene.
    public static <T extends Node> T to(T node, ViewModel model) {
        if (node.getScene() != null) {
            model.activate();
        }
        node.sceneProperty()
                .addListener((_, _, scene) -> {
                    if (scene == null) {
                        model.deactivate();
                    } else {
                        model.activate();
                    }
                });
        return node;
    }
}
