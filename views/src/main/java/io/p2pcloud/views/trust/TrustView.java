package io.p2pcloud.views.trust;

import static io.p2pcloud.views.parts.Ui.beside;
import static io.p2pcloud.views.parts.Ui.col;
import static io.p2pcloud.views.parts.Ui.gap;
import static io.p2pcloud.views.parts.Ui.grow;
import static io.p2pcloud.views.parts.Ui.icon;
import static io.p2pcloud.views.parts.Ui.para;
import static io.p2pcloud.views.parts.Ui.row;
import static io.p2pcloud.views.parts.Ui.styled;
import static io.p2pcloud.views.parts.Ui.text;

import io.p2pcloud.views.common.Mark;
import io.p2pcloud.views.common.Page;
import io.p2pcloud.views.common.Sizes;
import io.p2pcloud.views.common.Texts;
import io.p2pcloud.views.common.Tone;
import io.p2pcloud.views.parts.Attach;
import io.p2pcloud.views.parts.Bar;
import io.p2pcloud.views.parts.Beside;
import io.p2pcloud.views.parts.Buttons;
import io.p2pcloud.views.parts.Cards;
import io.p2pcloud.views.parts.CopyLabel;
import io.p2pcloud.views.parts.Marks;
import io.p2pcloud.views.parts.PageFrame;
import io.p2pcloud.views.parts.Slot;
import io.p2pcloud.views.parts.States;
import io.p2pcloud.views.parts.Ui;
import io.p2pcloud.views.trust.TrustShown.Hop;
import java.util.ArrayList;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextAlignment;

/// From the checkpoint to this screen.
public final class TrustView extends BorderPane {
    private static final double SIDE = 288;
    private static final double HOP = 152;
    private static final double LINK = 110;
    private static final double BONES = 6;

    private final TrustModel model;

    public TrustView(TrustModel model) {
        this.model = model;
        var chip = new Slot<>(model.shown().map(TrustShown::standing), TrustView::chip);
        var again =
                Buttons.button(
                        "trust-again", Texts.of("trustpage.again"), "mdi2r-restart", model::again);
        again.visibleProperty().bind(model.shown().map(it -> it.standing() != Standing.NO_NETWORK));
        setTop(PageFrame.head(PageFrame.title(Page.TRUST.title()), chip, again));
        var body = styled(col(12, grow(new Slot<>(model.shown(), this::body))), "page");
        setCenter(PageFrame.scrolling(body));
        Attach.to(this, model);
    }

    static Node chip(Standing standing) {
        return standing == Standing.NO_NETWORK
                ? new Region()
                : Ui.id(
                        Cards.chip(standing.icon(), Texts.word(standing), standing.tone()),
                        "trust-standing");
    }

    private Node body(TrustShown shown) {
        return switch (shown.standing()) {
            case NO_NETWORK ->
                    States.empty(
                            "mdi2s-shield-outline",
                            Texts.of("trustpage.empty"),
                            Texts.of("trustpage.empty.words"),
                            Buttons.accent(
                                    "trust-try",
                                    Texts.of("act.try"),
                                    "mdi2p-play",
                                    model::startNetwork));
            case CATCHING_UP ->
                    shown.sentence().isEmpty()
                            ? Cards.flush(
                                    States.reading(Texts.of("trustpage.starting"), (int) BONES))
                            : col(12, banner(shown), proven(shown));
            case PROVEN, OFFLINE -> proven(shown);
            case STALE, REFUSED -> proven(shown);
        };
    }

    private Node proven(TrustShown shown) {
        var all = col(12);
        if (!shown.sentence().isEmpty()) {
            all.getChildren().add(banner(shown));
        }
        if (model.canStartElsewhere()) {
            all.getChildren().add(new CheckpointCard(model));
        }
        all.getChildren().add(way(shown));
        var left = col(12, new EndpointTable(shown.endpoints()), refusals(shown));
        all.getChildren().add(grow(new Beside(left, certainty(shown), SIDE, 12)));
        return all;
    }

    private static Node banner(TrustShown shown) {
        return Ui.id(
                Cards.banner(
                        shown.standing().tone() == Tone.DANGER ? Tone.DANGER : Tone.WARNING,
                        shown.standing().icon(),
                        shown.sentence(),
                        Texts.of("trustpage.banner." + shown.standing().name())),
                "trust-banner");
    }

    private static Region way(TrustShown shown) {
        var stations = beside(0);
        var link = "";
        for (var hop : shown.hops()) {
            if (!stations.getChildren().isEmpty()) {
                stations.getChildren().add(link(link));
            }
            stations.getChildren().add(station(hop));
            link = hop.link();
        }
        return Cards.card(
                Cards.head(Texts.of("trustpage.way"), text(shown.network(), "t12", "muted")),
                stations);
    }

    private static Node station(Hop hop) {
        boolean isHash = hop.value().equals(Sizes.shortened(hop.whole()));
        var value =
                isHash
                        ? new CopyLabel(hop.whole(), "t15", "semi")
                        : text(hop.value(), "t15", "semi");
        var lines =
                col(
                        4,
                        row(
                                6,
                                icon(hop.icon(), hop.tone().style()),
                                text(hop.name(), "t12", "muted", "med")),
                        value,
                        para(hop.words(), "t12", "muted"));
        if (!hop.when().isEmpty()) {
            lines.getChildren().add(para(hop.when(), "t12", "subtle"));
        }
        if (!isHash && !hop.whole().isEmpty()) {
            lines.getChildren().add(new CopyLabel(hop.whole(), "t12"));
        }
        lines.setMinWidth(0);
        lines.setPrefWidth(HOP);
        return lines;
    }

    private static Node link(String words) {
        var label = para(words, "t12", "subtle", "centred");
        label.setMaxWidth(LINK);
        label.setTextAlignment(TextAlignment.CENTER);
        var arrow =
                col(
                        4,
                        row(0, grow(Ui.line()), icon("mdi2c-chevron-right", "i14", "subtle")),
                        label);
        arrow.setAlignment(Pos.TOP_CENTER);
        arrow.setPadding(new Insets(24, 12, 0, 8));
        arrow.setMinWidth(0);
        return grow(arrow);
    }

    private static Region certainty(TrustShown shown) {
        var counts = shown.counts();
        double all = Math.max(1, counts.all());
        var figure =
                row(
                        4,
                        text(
                                Sizes.grouped(counts.finalized() + counts.optimistic()),
                                "t28",
                                "semi"),
                        text(
                                Texts.of("trustpage.proven.of", Sizes.grouped(counts.all())),
                                "muted"));
        figure.setAlignment(Pos.BASELINE_LEFT);
        figure.setId("trust-figures");
        var segments = new ArrayList<Bar.Segment>();
        segments.add(new Bar.Segment(counts.finalized() / all, Tone.SUCCESS));
        segments.add(new Bar.Segment(counts.optimistic() / all, Tone.ACCENT));
        segments.add(new Bar.Segment(counts.unproven() / all, Tone.WARNING));
        var bar = new Bar(8, segments.toArray(Bar.Segment[]::new));
        bar.setAccessibleText(Texts.of("trustpage.certainty"));
        var kinds = col(0);
        for (var kind : shown.kinds()) {
            kinds.getChildren()
                    .add(Cards.fact(kind.name(), kind.share(), kind.whole() ? "" : "warning"));
        }
        var card =
                Cards.card(
                        Cards.head(Texts.of("trustpage.certainty")),
                        figure,
                        bar,
                        count(Mark.PROVEN, "trustpage.count.final", counts.finalized()),
                        count(Mark.PROVEN_HEAD, "trustpage.count.head", counts.optimistic()),
                        count(Mark.UNPROVEN, "trustpage.count.unproven", counts.unproven()),
                        Ui.line(),
                        text(Texts.of("trustpage.where"), "t12", "muted", "med"),
                        kinds);
        if (!shown.unproven().isEmpty()) {
            card.getChildren()
                    .addAll(
                            Ui.line(),
                            text(Texts.of("trustpage.why"), "t12", "muted", "med"),
                            para(shown.unproven(), "t12", "muted"));
        }
        card.getChildren().addAll(Ui.line(), para(shown.answers(), "t12", "muted"));
        return card;
    }

    private static Node count(Mark mark, String key, long number) {
        return Ui.high(
                row(
                        8,
                        Marks.glyph(mark),
                        text(Texts.of(key)),
                        gap(),
                        text(Sizes.grouped(number), "semi")),
                28);
    }

    private static Region refusals(TrustShown shown) {
        VBox card =
                Cards.flush(
                        Cards.head(
                                Texts.of("trustpage.refused"),
                                text(Sizes.grouped(shown.refusals().size()), "t12", "muted")));
        card.setId("trust-refusals");
        if (shown.refusals().isEmpty()) {
            card.getChildren()
                    .add(entry(Marks.glyph(Mark.PROVEN), Texts.of("trustpage.refused.none"), ""));
        }
        shown.refusals().stream()
                .limit(4)
                .map(it ->
                        entry(
                                icon("mdi2c-close-circle-outline", "danger"),
                                it.sentence(),
                                it.when()))
                .forEach(card.getChildren()::add);
        return grow(card);
    }

    private static Node entry(Node glyph, String words, String when) {
        var lines = col(2, para(words));
        if (!when.isEmpty()) {
            lines.getChildren().add(text(when, "t12", "subtle"));
        }
        var entry = styled(row(12, glyph, grow(lines)), "entry");
        entry.setMinHeight(Region.USE_PREF_SIZE);
        return entry;
    }
}
