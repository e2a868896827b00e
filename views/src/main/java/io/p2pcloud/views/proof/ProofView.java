package io.p2pcloud.views.proof;

import io.p2pcloud.views.common.Page;
import io.p2pcloud.views.parts.FileDialogs;
import io.p2pcloud.views.parts.PageFrame;
import io.p2pcloud.views.parts.Ui;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.VBox;

/// The page on which anyone checks a report from a file, whoever it is from.
public final class ProofView extends BorderPane {
    public ProofView(ProofModel model, FileDialogs dialogs) {
        setTop(PageFrame.head(Page.PROOF.title()));
        var body = new VBox(Ui.grow(new ProofPane(model, dialogs)));
        setCenter(PageFrame.scrolling(Ui.styled(body, "page")));
        setMinSize(0, 0);
    }
}
