package io.p2pcloud.views.parts;

import static io.p2pcloud.views.parts.Ui.gap;
import static io.p2pcloud.views.parts.Ui.icon;
import static io.p2pcloud.views.parts.Ui.row;
import static io.p2pcloud.views.parts.Ui.styled;
import static io.p2pcloud.views.parts.Ui.text;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

/// Head and body of a page. The body fills the window, and scrolls where it needs more.
public final class PageFrame {
    private PageFrame() {}

    public static BorderPane of(Node head, Region body) {
        var page = new BorderPane(scrolling(styled(body, "page")), head, null, null, null);
        page.setMinSize(0, 0);
        return page;
    }

    public static ScrollPane scrolling(Region body) {
        var scroll = new ScrollPane(body);
        scroll.setFitToWidth(true);
        scroll.setFitToHeight(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setMinSize(0, 0);
        scroll.setFocusTraversable(false);
        return scroll;
    }

    /// Title, something beside it, tools at the right.
    public static HBox head(Label title, Node beside, Node... tools) {
        var head = styled(row(12, title, beside, gap()), "head");
        head.getChildren().addAll(tools);
        return head;
    }

    public static HBox head(String title, Node... tools) {
        return head(title(title), new Region(), tools);
    }

    /// The path to a page beneath another.
    public static HBox crumbs(Node parent, String title, Node... tools) {
        var head =
                styled(
                        row(8, parent, icon("mdi2c-chevron-right", "subtle"), title(title), gap()),
                        "head");
        head.getChildren().addAll(tools);
        return head;
    }

    public static Label title(String words) {
        return text(words, "t20", "semi");
    }
}
