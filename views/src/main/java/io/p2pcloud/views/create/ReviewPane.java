package io.p2pcloud.views.create;

import static io.p2pcloud.views.parts.Ui.brief;
import static io.p2pcloud.views.parts.Ui.col;
import static io.p2pcloud.views.parts.Ui.gap;
import static io.p2pcloud.views.parts.Ui.grow;
import static io.p2pcloud.views.parts.Ui.high;
import static io.p2pcloud.views.parts.Ui.icon;
import static io.p2pcloud.views.parts.Ui.line;
import static io.p2pcloud.views.parts.Ui.row;
import static io.p2pcloud.views.parts.Ui.styled;
import static io.p2pcloud.views.parts.Ui.text;
import static io.p2pcloud.views.parts.Ui.wide;

import io.p2pcloud.common.Rate;
import io.p2pcloud.common.TokenAmount;
import io.p2pcloud.market.ComputeUnit;
import io.p2pcloud.tenant.Review;
import io.p2pcloud.tenant.ServerSpec;
import io.p2pcloud.views.common.Mark;
import io.p2pcloud.views.common.Problem;
import io.p2pcloud.views.common.Sizes;
import io.p2pcloud.views.common.Texts;
import io.p2pcloud.views.common.Tone;
import io.p2pcloud.views.parts.Beside;
import io.p2pcloud.views.parts.Buttons;
import io.p2pcloud.views.parts.Cards;
import io.p2pcloud.views.parts.CopyLabel;
import io.p2pcloud.views.parts.Marks;
import io.p2pcloud.views.parts.PageFrame;
import io.p2pcloud.views.parts.Slot;
import io.p2pcloud.views.parts.Ui;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// Exactly what one confirmation signs, in words and in fields, and every amount.
final class ReviewPane extends BorderPane {
    private static final double SIDE = 320;
    private static final double NAME = 184;

    private final CreateModel model;
    private final Review review;

    ReviewPane(CreateModel model, Review review) {
        this.model = model;
        this.review = review;
        int parts = review.signings().size();
        var left =
                col(
                        12,
                        row(
                                8,
                                text(Texts.of("review.title"), "t15", "semi"),
                                text(Texts.count("review.parts", parts), "muted")));
        for (int i = 0; i < parts; i++) {
            left.getChildren().add(signing(i + 1, review.signings().get(i)));
        }
        left.getChildren().addAll(gap(), new Slot<>(model.refused(), this::last));
        left.setMinHeight(Region.USE_PREF_SIZE);
        var body = new Beside(left, side(), SIDE, 16);
        setCenter(PageFrame.scrolling(styled(col(0, grow(body)), "page")));
    }

    private Node last(Optional<Problem> refused) {
        return refused.map(it ->
                        Cards.banner(
                                Tone.DANGER,
                                "mdi2c-close-circle",
                                it.sentence(),
                                Texts.of("review.refused", it.code())))
                .orElseGet(() ->
                        Cards.banner(
                                Tone.ACCENT,
                                "mdi2i-information-outline",
                                Texts.of("review.nothing-else", perHour(review.spec().priceCap())),
                                ""));
    }

    private Region signing(int number, Review.Signing signing) {
        var mark =
                styled(
                        new StackPane(text(String.valueOf(number), "t12", "semi", "accent")),
                        "step",
                        "pale");
        var head = styled(row(12, mark, grow(Ui.para(signing.sentence(), "med"))), "signed");
        head.setFillHeight(true);
        var card = Cards.flush(head);
        for (var field : signing.fields()) {
            card.getChildren()
                    .add(
                            high(
                                    styled(
                                            row(
                                                    0,
                                                    wide(
                                                            text(capital(field.name()), "muted"),
                                                            NAME),
                                                    value(field.value())),
                                            "row",
                                            "slim"),
                                    30));
        }
        card.setMinHeight(Region.USE_PREF_SIZE);
        return card;
    }

    private static String capital(String name) {
        return name.isEmpty() ? name : Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }

    private static Node value(String value) {
        return value.startsWith("0x") ? new CopyLabel(value) : brief(value);
    }

    private String perHour(Rate rate) {
        return model.money().perHour(rate) + " " + Texts.of("money.hour", model.money().symbol());
    }

    /// The cheapest offer is let as a whole; a bid is for just what was asked.
    private ComputeUnit got() {
        return review.spec().mode() == ServerSpec.Mode.BEST_OFFER
                ? review.candidates().fits().stream()
                        .findFirst()
                        .map(it -> it.offer().unit())
                        .orElse(review.spec().unit())
                : review.spec().unit();
    }

    private VBox side() {
        var money = model.money();
        var spec = review.spec();
        var left =
                review.free().compareTo(review.locked()) >= 0
                        ? review.free().minus(review.locked())
                        : TokenAmount.ZERO;
        var rate = model.best().orElse(spec.priceCap());
        var until = model.times().now().plus(model.draft().time());
        var total = text(money.amount(review.locked()), "t20", "semi");
        total.setId("total");
        var confirm =
                Buttons.wide(
                        Buttons.button(
                                "confirm",
                                Texts.of("review.confirm"),
                                null,
                                model::confirm,
                                "accent",
                                "large"));
        var once = text(Texts.of("review.once"), "t12", "subtle");
        once.setMaxWidth(Double.MAX_VALUE);
        once.setAlignment(Pos.CENTER);
        var side =
                Cards.card(
                        row(
                                12,
                                icon("mdi2s-server", "i28"),
                                col(
                                        0,
                                        brief(spec.name(), "t15", "semi"),
                                        brief(
                                                Sizes.unit(got())
                                                        + ", "
                                                        + model.draft().image.get().title(),
                                                "t12",
                                                "muted"))),
                        row(
                                8,
                                text(Texts.word(spec.unit().tier()), "med"),
                                Marks.chip(Mark.ahead(spec.unit().tier()))),
                        line(),
                        Cards.fact(Texts.of("review.deposit"), money.amount(review.locked())),
                        Cards.fact(Texts.of("review.free"), money.amount(review.free())),
                        line(),
                        row(0, text(Texts.of("review.leaves"), "med"), gap(), total),
                        Cards.fact(Texts.of("review.left"), money.amount(left)),
                        line(),
                        Cards.fact(Texts.of("review.rate"), perHour(rate)),
                        Cards.fact(
                                Texts.of("review.month"),
                                money.perMonth(rate) + " " + money.symbol()),
                        Cards.fact(Texts.of("review.until"), model.times().full(until)),
                        gap(),
                        confirm,
                        once);
        side.setMinHeight(Region.USE_PREF_SIZE);
        return side;
    }
}
