package io.p2pcloud.views.welcome;

import static io.p2pcloud.views.parts.Ui.col;
import static io.p2pcloud.views.parts.Ui.columns;
import static io.p2pcloud.views.parts.Ui.gap;
import static io.p2pcloud.views.parts.Ui.grow;
import static io.p2pcloud.views.parts.Ui.icon;
import static io.p2pcloud.views.parts.Ui.row;
import static io.p2pcloud.views.parts.Ui.styled;
import static io.p2pcloud.views.parts.Ui.text;

import io.p2pcloud.views.common.Texts;
import io.p2pcloud.views.common.Tone;
import io.p2pcloud.views.parts.Attach;
import io.p2pcloud.views.parts.BrandIcon;
import io.p2pcloud.views.parts.Buttons;
import io.p2pcloud.views.parts.Cards;
import io.p2pcloud.views.parts.PageFrame;
import io.p2pcloud.views.parts.Slot;
import io.p2pcloud.views.parts.StartSteps;
import io.p2pcloud.views.parts.Ui;
import io.p2pcloud.views.session.MachineLook.Fact;
import io.p2pcloud.views.session.NetworkState;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The first page anyone sees: what will happen, one button, what was found on this computer.
public final class WelcomeView extends BorderPane {
    private static final double WIDTH = 840;

    private final WelcomeModel model;

    public WelcomeView(WelcomeModel model) {
        this.model = model;
        var title =
                col(
                        8,
                        text(Texts.of("welcome.title"), "t28", "semi"),
                        text(Texts.of("welcome.words"), "t15", "muted"));
        title.setAlignment(Pos.CENTER);
        var middle = new Slot<>(model.network(), this::middle);
        middle.setMaxWidth(WIDTH);
        middle.setMinHeight(Region.USE_PREF_SIZE);
        var centre =
                col(
                        28,
                        BrandIcon.of(72),
                        title,
                        middle,
                        new Slot<>(model.facts(), WelcomeView::facts));
        centre.setAlignment(Pos.CENTER);
        centre.setPadding(new javafx.geometry.Insets(24));
        centre.setMinHeight(Region.USE_PREF_SIZE);
        setCenter(PageFrame.scrolling(centre));
        var skip = Buttons.button("skip", Texts.of("welcome.skip"), null, model::skip, "flat");
        setBottom(
                styled(
                        row(8, text(Texts.of("welcome.foot"), "t12", "muted"), gap(), skip),
                        "foot"));
        Attach.to(this, model);
    }

    private Node middle(NetworkState network) {
        return switch (network) {
            case NetworkState.Unset _ -> ways();
            case NetworkState.Starting(var steps) -> {
                var card =
                        Cards.flush(
                                Cards.head(Texts.of("welcome.starting")), new StartSteps(steps));
                card.setMaxWidth(480);
                yield card;
            }
            case NetworkState.Failed(var sentence, var code) ->
                    col(
                            12,
                            Cards.banner(
                                    Tone.DANGER,
                                    "mdi2c-close-circle",
                                    sentence,
                                    Texts.of("start.failed", code)),
                            centred(
                                    Buttons.accent(
                                            "try-again",
                                            Texts.of("failed.again"),
                                            "mdi2r-restart",
                                            model::tryHere)));
            case NetworkState.Connected _, NetworkState.Watching _ ->
                    centred(Buttons.accent("go-on", Texts.of("welcome.go-on"), null, model::skip));
        };
    }

    private Node ways() {
        var start =
                Buttons.button(
                        "try-here",
                        Texts.of("welcome.start"),
                        null,
                        model::tryHere,
                        "accent",
                        "large");
        var needs =
                row(
                        20,
                        need("mdi2c-check", Tone.SUCCESS, "welcome.need.account"),
                        need("mdi2c-check", Tone.SUCCESS, "welcome.need.internet"),
                        need("mdi2t-timer-outline", Tone.NEUTRAL, "welcome.need.time"));
        return col(
                20,
                columns(
                        16,
                        way("mdi2f-flask-outline", "1"),
                        way("mdi2h-hand-coin-outline", "2"),
                        way("mdi2s-server", "3")),
                centred(start),
                centred(needs));
    }

    private static Region way(String icon, String number) {
        return styled(
                col(
                        8,
                        icon(icon, "i28", "accent"),
                        text(Texts.of("welcome.way." + number), "t15", "semi"),
                        Ui.para(Texts.of("welcome.way." + number + ".words"), "muted")),
                "card",
                "way");
    }

    private static HBox need(String icon, Tone tone, String key) {
        return row(6, icon(icon, "i14", tone.style()), text(Texts.of(key), "t12", "muted"));
    }

    private static Node facts(List<Fact> facts) {
        var line = row(20);
        line.setAlignment(Pos.CENTER);
        for (var fact : facts) {
            var code =
                    switch (fact.kind()) {
                        case PROCESSOR -> "mdi2c-chip";
                        case MEMORY -> "mdi2m-memory";
                        case PROTECTION -> "mdi2s-shield-outline";
                        case VIRTUALIZATION -> "mdi2l-layers-outline";
                        case SSH_KEYS -> "mdi2k-key-outline";
                    };
            line.getChildren().add(row(8, icon(code, "subtle"), Ui.brief(fact.words(), "muted")));
        }
        return line;
    }

    private static HBox centred(Node node) {
        var box = row(0, grow(new VBox()), node, grow(new VBox()));
        box.setAlignment(Pos.CENTER);
        return box;
    }
}
