package io.p2pcloud.views.create;

import static io.p2pcloud.views.parts.Ui.col;
import static io.p2pcloud.views.parts.Ui.gap;
import static io.p2pcloud.views.parts.Ui.high;
import static io.p2pcloud.views.parts.Ui.icon;
import static io.p2pcloud.views.parts.Ui.line;
import static io.p2pcloud.views.parts.Ui.right;
import static io.p2pcloud.views.parts.Ui.row;
import static io.p2pcloud.views.parts.Ui.text;
import static io.p2pcloud.views.parts.Ui.wide;

import atlantafx.base.controls.ProgressSliderSkin;
import io.p2pcloud.common.Rate;
import io.p2pcloud.tenant.Candidates;
import io.p2pcloud.tenant.Candidates.Requirement;
import io.p2pcloud.views.common.Loading;
import io.p2pcloud.views.common.Sizes;
import io.p2pcloud.views.common.Texts;
import io.p2pcloud.views.common.Tone;
import io.p2pcloud.views.parts.Bar;
import io.p2pcloud.views.parts.Buttons;
import io.p2pcloud.views.parts.Cards;
import io.p2pcloud.views.parts.Slot;
import io.p2pcloud.views.parts.States;
import io.p2pcloud.views.parts.Ui;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Slider;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// Answers while the user chooses: who could take it, for how much, how long the deposit lasts.
final class AnswerPanel extends VBox {
    private static final int CHEAPEST = 4;
    private static final double MOST_DAYS = 180;
    private static final long SECONDS_PER_DAY = 86_400;

    private final CreateModel model;

    AnswerPanel(CreateModel model) {
        super(8);
        this.model = model;
        setId("answer");
        getStyleClass().add("card");
        setMinHeight(USE_PREF_SIZE);
        var answer = new Slot<>(model.answer(), this::answer);
        answer.setAlignment(Pos.TOP_LEFT);
        var obstacle = Ui.para("", "t12", "warning");
        obstacle.setId("obstacle");
        obstacle.textProperty().bind(model.obstacle());
        obstacle.managedProperty().bind(model.obstacle().isNotEmpty());
        var review =
                Buttons.wide(
                        Buttons.accent("review", Texts.of("create.review"), null, model::goOn));
        review.disableProperty().bind(model.obstacle().isNotEmpty());
        var calm = Ui.styled(text(Texts.of("create.calm"), "t12", "subtle"), "centred");
        calm.setMaxWidth(Double.MAX_VALUE);
        calm.setAlignment(Pos.CENTER);
        getChildren().addAll(answer, gap(), obstacle, review, calm);
    }

    private Node answer(Loading<Candidates> answer) {
        return switch (answer) {
            case Loading.Reading<Candidates>(var words) -> States.reading(words, 6);
            case Loading.Failed<Candidates>(var problem) ->
                    States.failed("answer", problem, model::ask);
            case Loading.Ready<Candidates>(var found) -> found(found);
        };
    }

    private Node found(Candidates found) {
        int fits = found.fits().size();
        int others = found.ruledOut().values().stream().mapToInt(Integer::intValue).sum();
        var panel = col(8, headline(fits, fits + others));
        if (others > 0) {
            panel.getChildren()
                    .addAll(
                            line(),
                            text(Texts.count("create.ruled", others), "t12", "muted", "med"));
            for (var requirement : Requirement.values()) {
                int count = found.ruledOut().getOrDefault(requirement, 0);
                if (count > 0) {
                    panel.getChildren().add(rule(requirement, count, others));
                }
            }
        }
        if (fits > 0) {
            var best = found.fits().getFirst();
            panel.getChildren()
                    .addAll(
                            line(),
                            text(
                                    Texts.of("create.cheapest", model.money().symbol()),
                                    "t12",
                                    "muted",
                                    "med"));
            found.fits().stream()
                    .limit(CHEAPEST)
                    .map(this::offer)
                    .forEach(panel.getChildren()::add);
            panel.getChildren()
                    .addAll(
                            line(),
                            price(best.rate()),
                            whole(best),
                            line(),
                            deposit(found, best.rate()));
        }
        return panel;
    }

    private static Node headline(int fits, int all) {
        var title = text(Texts.count("create.can", fits), "t15", "semi");
        title.setId("who-can");
        return row(
                12,
                icon(
                        fits > 0 ? "mdi2c-check-circle" : "mdi2a-alert",
                        "i28",
                        fits > 0 ? "success" : "warning"),
                col(0, title, text(Texts.count("create.of", all), "t12", "muted")));
    }

    private static Node rule(Requirement requirement, int count, int all) {
        return high(
                row(
                        8,
                        Ui.brief(Texts.word(requirement)),
                        gap(),
                        wide(Bar.of(6, count / (double) all, Tone.NEUTRAL), 84),
                        wide(right(text(String.valueOf(count), "med")), 24)),
                20);
    }

    private Node offer(Candidates.Fit fit) {
        var price = text(model.money().perHour(fit.rate()), "med");
        return high(
                row(
                        8,
                        icon("mdi2s-server", "i14"),
                        Ui.brief(fit.providerName(), "mono"),
                        Ui.brief(fit.region(), "muted"),
                        gap(),
                        price),
                20);
    }

    private HBox price(Rate rate) {
        var money = model.money();
        return row(
                0,
                Cards.stat(
                        Texts.of("create.best"),
                        money.perHour(rate),
                        Texts.of("money.hour", money.symbol())),
                gap(),
                Cards.stat(Texts.of("create.month"), money.perMonth(rate), money.symbol()));
    }

    /// An offer is let as a whole, also to who wanted less.
    private static Node whole(Candidates.Fit fit) {
        return Ui.para(Texts.of("create.whole", Sizes.unit(fit.offer().unit())), "t12", "subtle");
    }

    private Node deposit(Candidates found, Rate rate) {
        var draft = model.draft();
        var perDay = rate.cost(java.time.Duration.ofSeconds(SECONDS_PER_DAY)).units().doubleValue();
        double least =
                perDay == 0 ? 1 : Math.ceil(found.smallestDeposit().units().doubleValue() / perDay);
        var slider =
                new Slider(
                        Math.min(least, MOST_DAYS), MOST_DAYS, Math.max(least, draft.days.get()));
        slider.setId("deposit");
        slider.setAccessibleText(Texts.of("create.deposit"));
        slider.setMinWidth(0);
        slider.setBlockIncrement(1);
        slider.setSkin(new ProgressSliderSkin(slider));
        slider.valueProperty().addListener((_, _, days) -> draft.days.set(days.doubleValue()));
        draft.days.set(slider.getValue());
        var amount = text("", "semi");
        amount.setId("deposit-amount");
        amount.textProperty()
                .bind(
                        Bindings.createStringBinding(
                                () -> model.money().amount(draft.deposit(rate)), draft.days));
        var until = text("");
        until.textProperty()
                .bind(
                        Bindings.createStringBinding(
                                () ->
                                        Texts.of(
                                                "create.until",
                                                model.times()
                                                        .full(
                                                                model.times()
                                                                        .now()
                                                                        .plus(draft.time()))),
                                draft.days));
        var days = text("", "muted");
        days.textProperty()
                .bind(
                        Bindings.createStringBinding(
                                () -> Texts.of("create.days", Math.round(draft.days.get())),
                                draft.days));
        return col(
                8,
                row(4, text(Texts.of("create.deposit"), "med"), gap(), amount),
                slider,
                row(8, icon("mdi2c-calendar-range"), until, gap(), days),
                Ui.para(
                        Texts.of(
                                "create.back-again", model.money().amount(found.smallestDeposit())),
                        "t12",
                        "muted"));
    }
}
