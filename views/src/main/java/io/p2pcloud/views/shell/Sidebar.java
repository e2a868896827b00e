package io.p2pcloud.views.shell;

import static io.p2pcloud.views.parts.Ui.gap;
import static io.p2pcloud.views.parts.Ui.high;
import static io.p2pcloud.views.parts.Ui.icon;
import static io.p2pcloud.views.parts.Ui.row;
import static io.p2pcloud.views.parts.Ui.space;
import static io.p2pcloud.views.parts.Ui.styled;
import static io.p2pcloud.views.parts.Ui.text;
import static io.p2pcloud.views.parts.Ui.wide;

import io.p2pcloud.views.common.Page;
import io.p2pcloud.views.common.Texts;
import io.p2pcloud.views.common.Tone;
import io.p2pcloud.views.parts.BrandIcon;
import io.p2pcloud.views.parts.Cards;
import io.p2pcloud.views.parts.Ui;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// The way to every page; only icons in a narrow window.
final class Sidebar extends VBox {
    private static final double WIDTH = 208;
    private static final double NARROW = 56;

    private final ShellModel model;
    private final Runnable openPalette;
    private boolean narrow;

    Sidebar(ShellModel model, Runnable openPalette) {
        super(2);
        this.model = model;
        this.openPalette = openPalette;
        setId("sidebar");
        getStyleClass().add("rail");
        // Both subscriptions live as long as the window.
        var _ = model.items().subscribe(_ -> build());
        var _ = model.place().subscribe(_ -> build());
    }

    void setNarrow(boolean now) {
        if (narrow != now) {
            narrow = now;
            build();
        }
    }

    private void build() {
        wide(this, narrow ? NARROW : WIDTH);
        getStyleClass().remove("narrow");
        if (narrow) {
            getStyleClass().add("narrow");
        }
        var brand = row(8, BrandIcon.of(24));
        if (!narrow) {
            brand.getChildren().add(text(Texts.of("app.name"), "t15", "semi"));
        }
        brand.setAlignment(narrow ? javafx.geometry.Pos.CENTER : javafx.geometry.Pos.CENTER_LEFT);
        getChildren().setAll(high(brand, 56), find(), space(12));
        for (var item : model.items().get()) {
            var page = item.place().page();
            if (page == Page.HISTORY) {
                getChildren().add(space(12));
            }
            if (page == Page.SETTINGS) {
                getChildren().add(gap());
            }
            getChildren().add(line(item));
        }
    }

    private Button find() {
        var content = row(8, icon("mdi2m-magnify", "subtle"));
        if (!narrow) {
            content.getChildren()
                    .addAll(text(Texts.of("palette.find"), "subtle"), gap(), text("Ctrl K", "key"));
        }
        var button = filled(content, "find");
        button.setId("open-palette");
        button.setAccessibleText(Texts.of("palette.open"));
        button.setTooltip(new Tooltip(Texts.of("palette.open")));
        button.setOnAction(_ -> openPalette.run());
        return button;
    }

    private Button line(NavItem item) {
        var content = row(10);
        item.led()
                .ifPresentOrElse(
                        tone ->
                                content.getChildren()
                                        .add(narrow ? initial(item, tone) : Cards.led(tone)),
                        () -> content.getChildren().add(icon(item.icon())));
        if (!narrow) {
            content.getChildren()
                    .addAll(Ui.brief(item.title(), item.isServer() ? "muted" : ""), gap());
            item.count()
                    .ifPresent(n -> content.getChildren().add(text(n.toString(), "t12", "subtle")));
        } else {
            content.setAlignment(javafx.geometry.Pos.CENTER);
        }
        var button = filled(content, "nav");
        if (item.isServer()) {
            button.getStyleClass().add("sub");
        }
        if (ShellModel.leadsTo(item, model.place().get())) {
            button.getStyleClass().add("active");
        }
        var name = item.isServer() ? item.title() + ", " + item.state() : item.title();
        button.setId("nav-" + (item.isServer() ? "server-" + item.title() : item.place().page()));
        button.setAccessibleText(name);
        if (narrow || item.isServer()) {
            button.setTooltip(new Tooltip(name));
        }
        button.setOnAction(_ -> model.open(item.place()));
        return button;
    }

    private static HBox initial(NavItem item, Tone tone) {
        return row(4, Cards.led(tone), text(item.title().substring(0, 1), "t12"));
    }

    /// A button whose content takes its whole width.
    private static Button filled(HBox content, String... classes) {
        var button = styled(new Button(null, content), classes);
        button.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        button.setMaxWidth(Double.MAX_VALUE);
        content.setMinWidth(0);
        content.prefWidthProperty()
                .bind(
                        button.widthProperty()
                                .map(width -> {
                                    var inside = button.getInsets();
                                    return Math.max(
                                            0,
                                            width.doubleValue()
                                                    - inside.getLeft()
                                                    - inside.getRight());
                                }));
        return button;
    }
}
