package io.p2pcloud.views.provide;

import static io.p2pcloud.views.parts.Ui.col;
import static io.p2pcloud.views.parts.Ui.gap;
import static io.p2pcloud.views.parts.Ui.grow;
import static io.p2pcloud.views.parts.Ui.icon;
import static io.p2pcloud.views.parts.Ui.line;
import static io.p2pcloud.views.parts.Ui.row;
import static io.p2pcloud.views.parts.Ui.styled;
import static io.p2pcloud.views.parts.Ui.text;
import static io.p2pcloud.views.parts.Ui.wide;

import io.p2pcloud.common.Tier;
import io.p2pcloud.provider.Readiness;
import io.p2pcloud.provider.ReadinessRow;
import io.p2pcloud.provider.ReadinessRow.Status;
import io.p2pcloud.views.common.Loading;
import io.p2pcloud.views.common.Sizes;
import io.p2pcloud.views.common.Texts;
import io.p2pcloud.views.common.Tone;
import io.p2pcloud.views.parts.Beside;
import io.p2pcloud.views.parts.Buttons;
import io.p2pcloud.views.parts.Cards;
import io.p2pcloud.views.parts.PageFrame;
import io.p2pcloud.views.parts.Slot;
import io.p2pcloud.views.parts.States;
import io.p2pcloud.views.parts.Ui;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// What this computer has, what is off, the step that turns it on, and what it may sell.
final class CheckPane extends BorderPane {
    private static final double SIDE = 320;
    private static final double NAME = 216;

    private final ProvideModel model;

    CheckPane(ProvideModel model) {
        this.model = model;
        setCenter(new Slot<>(model.check(), this::content));
    }

    private Node content(Optional<Loading<Readiness>> check) {
        if (check.isEmpty()) {
            return page(
                    Cards.card(
                            States.empty(
                                    "mdi2c-chip",
                                    Texts.of("provide.first.title"),
                                    Texts.of("provide.first.words"),
                                    Buttons.accent(
                                            "check-computer",
                                            Texts.of("provide.check.first"),
                                            "mdi2m-magnify",
                                            model::examine))));
        }
        return switch (check.get()) {
            case Loading.Reading<Readiness>(var words) ->
                    page(Cards.flush(States.reading(words, 8)));
            case Loading.Failed<Readiness>(var problem) ->
                    page(Cards.card(States.failed("check", problem, model::examine)));
            case Loading.Ready<Readiness>(var found) -> found(found);
        };
    }

    private static Node page(VBox card) {
        return PageFrame.scrolling(styled(col(0, grow(card)), "page"));
    }

    private Node found(Readiness found) {
        var rows =
                Cards.flush(
                        Cards.head(
                                Texts.of("provide.found"),
                                text(found.processor(), "t12", "muted")));
        for (var row : found.rows()) {
            rows.getChildren().add(row(row));
            if (!row.remedy().isEmpty()) {
                rows.getChildren().add(remedy(row));
            }
        }
        rows.setMinHeight(Region.USE_PREF_SIZE);
        var side = col(12, result(found), grow(new Slot<>(model.listing(), this::form)));
        return PageFrame.scrolling(styled(col(0, grow(new Beside(rows, side, SIDE, 12))), "page"));
    }

    private static Node row(ReadinessRow row) {
        var tone = tone(row.status());
        var name = wide(Ui.brief(row.name()), NAME);
        var line =
                styled(
                        Ui.row(
                                12,
                                icon(glyph(row.status()), tone.style()),
                                name,
                                Ui.brief(row.found(), "muted"),
                                gap(),
                                text(
                                        Texts.word(row.status()),
                                        "t12",
                                        "med",
                                        tone == Tone.NEUTRAL ? "subtle" : tone.style())),
                        "row");
        line.setId("ready-" + row.id());
        if (!row.remedy().isEmpty()) {
            line.getStyleClass().add("open");
        }
        return line;
    }

    private static Node remedy(ReadinessRow row) {
        var steps = new VBox(4);
        for (int i = 0; i < row.remedy().size(); i++) {
            var step =
                    Ui.row(
                            8,
                            wide(text(String.valueOf(i + 1), "t12", "semi", "accent"), 12),
                            grow(Ui.para(row.remedy().get(i))));
            step.setFillHeight(true);
            steps.getChildren().add(step);
        }
        var copy =
                Buttons.button(
                        "copy-" + row.id(),
                        Texts.of("provide.copy"),
                        "mdi2c-content-copy",
                        () -> Buttons.copy(String.join("\n", row.remedy())),
                        "small",
                        "flat");
        return styled(col(8, steps, Ui.row(0, copy)), "remedy");
    }

    private static String glyph(Status status) {
        return switch (status) {
            case GOOD -> "mdi2c-check-circle";
            case LIMITED -> "mdi2m-minus-circle-outline";
            case BLOCKING -> "mdi2c-close-circle";
            case UNKNOWN -> "mdi2h-help-circle-outline";
        };
    }

    private static Tone tone(Status status) {
        return switch (status) {
            case GOOD -> Tone.SUCCESS;
            case LIMITED -> Tone.WARNING;
            case BLOCKING -> Tone.DANGER;
            case UNKNOWN -> Tone.NEUTRAL;
        };
    }

    private static Region result(Readiness found) {
        var card = Cards.card(text(Texts.of("provide.may"), "t12", "muted"));
        var tier = found.tier();
        var glyph =
                tier.map(it ->
                                it == Tier.CONFIDENTIAL
                                        ? "mdi2s-shield-check-outline"
                                        : "mdi2l-lock-open-variant-outline")
                        .orElse("mdi2c-close-circle-outline");
        var word = tier.map(Texts::word).orElse(Texts.of("provide.nothing"));
        var title = text(word, "t20", "semi");
        title.setId("may-sell");
        card.getChildren().add(Ui.row(12, icon(glyph, "i28"), title));
        if (tier.isPresent()) {
            var spare = found.spare();
            card.getChildren()
                    .addAll(
                            Ui.para(Texts.of("Tier." + tier.get() + ".words"), "t12", "muted"),
                            line(),
                            text(Texts.of("provide.spare"), "t12", "muted", "med"),
                            Cards.fact(Texts.of("provide.vcpu"), String.valueOf(spare.vcpu())),
                            Cards.fact(Texts.of("provide.memory"), Sizes.memory(spare.memoryMib())),
                            Cards.fact(Texts.of("provide.disk"), Sizes.disk(spare.diskGib())));
        } else {
            card.getChildren().add(Ui.para(Texts.of("provide.nothing.words"), "t12", "muted"));
        }
        return card;
    }

    private Node form(Optional<Listing> listing) {
        return listing.<Node>map(it -> new ListingForm(model, it))
                .orElseGet(() -> {
                    var none = new VBox();
                    none.setAlignment(Pos.TOP_LEFT);
                    return none;
                });
    }
}
