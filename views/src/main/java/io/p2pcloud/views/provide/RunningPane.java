package io.p2pcloud.views.provide;

import static io.p2pcloud.views.parts.Ui.brief;
import static io.p2pcloud.views.parts.Ui.col;
import static io.p2pcloud.views.parts.Ui.columns;
import static io.p2pcloud.views.parts.Ui.gap;
import static io.p2pcloud.views.parts.Ui.grow;
import static io.p2pcloud.views.parts.Ui.icon;
import static io.p2pcloud.views.parts.Ui.row;
import static io.p2pcloud.views.parts.Ui.styled;
import static io.p2pcloud.views.parts.Ui.text;

import io.p2pcloud.common.TokenAmount;
import io.p2pcloud.market.Offer;
import io.p2pcloud.provider.HostedLease;
import io.p2pcloud.provider.HostingSnapshot;
import io.p2pcloud.views.common.Machines;
import io.p2pcloud.views.common.Sizes;
import io.p2pcloud.views.common.Texts;
import io.p2pcloud.views.common.Times;
import io.p2pcloud.views.common.Tone;
import io.p2pcloud.views.parts.Bar;
import io.p2pcloud.views.parts.Buttons;
import io.p2pcloud.views.parts.Cards;
import io.p2pcloud.views.parts.PageFrame;
import io.p2pcloud.views.parts.Slot;
import io.p2pcloud.views.parts.States;
import io.p2pcloud.views.parts.Ui;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.scene.Node;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// What is offered, what is leased, what comes in and what is due next.
final class RunningPane extends BorderPane {
    private final ProvideModel model;

    RunningPane(ProvideModel model) {
        this.model = model;
        var warning = new Slot<>(model.state().map(HostingSnapshot::warning), RunningPane::warning);
        var stats = columns(12, next(), earned(), capacity());
        var offers = new Slot<>(model.state().map(RunningPane::open), this::offers);
        var leases = new Slot<>(model.state().map(HostingSnapshot::leases), this::leases);
        var body = col(12, warning, stats, offers, grow(leases));
        for (var part : List.of(warning, stats, offers)) {
            part.setMinHeight(Region.USE_PREF_SIZE);
        }
        setCenter(PageFrame.scrolling(styled(body, "page")));
    }

    private static List<Offer> open(HostingSnapshot state) {
        return state.offers().stream().filter(it -> it.mode() != Offer.Mode.WITHDRAWN).toList();
    }

    private static Node warning(Optional<String> warning) {
        var none = new VBox();
        Ui.show(none, false);
        return warning.<Node>map(it -> Cards.banner(Tone.WARNING, "mdi2a-alert-outline", it, ""))
                .orElse(none);
    }

    private Region next() {
        var span = text("", "t20", "semi");
        var words = brief("", "t12", "muted");
        var due =
                model.state()
                        .map(it ->
                                it.leases().stream()
                                        .filter(lease -> lease.nextConfirmation().isPresent())
                                        .min(
                                                Comparator.comparing(lease ->
                                                        lease.nextConfirmation()
                                                                .orElse(Instant.MAX))));
        span.textProperty()
                .bind(
                        Bindings.createStringBinding(
                                () ->
                                        due.getValue()
                                                .flatMap(HostedLease::nextConfirmation)
                                                .map(this::until)
                                                .orElse(Texts.of("provide.next.none")),
                                due,
                                model.now()));
        words.textProperty()
                .bind(
                        due.map(found ->
                                found.map(lease ->
                                                Texts.of(
                                                        "provide.next.lease",
                                                        Sizes.shortened(lease.lease().toString()),
                                                        Times.span(
                                                                Duration.ofSeconds(
                                                                        lease.servedSeconds()))))
                                        .orElse(Texts.of("provide.next.words"))));
        return Cards.card(
                Cards.head(Texts.of("provide.next"), icon("mdi2c-clock-check-outline")),
                span,
                words,
                gap(),
                text(Texts.of("provide.next.alone"), "t12", "subtle"));
    }

    private String until(Instant due) {
        var left = Duration.between(model.now().get(), due);
        return left.isNegative() ? Texts.of("provide.next.now") : Times.span(left);
    }

    private Region earned() {
        var card =
                Cards.card(Cards.head(Texts.of("provide.earned"), icon("mdi2h-hand-coin-outline")));
        card.getChildren()
                .add(
                        new Slot<>(
                                Bindings.createObjectBinding(
                                        () ->
                                                new Earnings(
                                                        model.earned().get(),
                                                        model.state().get().credit()),
                                        model.earned(),
                                        model.state()),
                                this::earnings));
        return card;
    }

    private record Earnings(TokenAmount all, TokenAmount credit) {}

    private Node earnings(Earnings state) {
        var money = model.money();
        var withdraw =
                Buttons.button(
                        "withdraw", Texts.of("provide.withdraw"), null, model::withdraw, "small");
        withdraw.setDisable(state.credit().isZero());
        return col(
                8,
                Cards.stat(
                        Texts.of("provide.earned.leases"),
                        money.number(state.all()),
                        money.symbol()),
                row(
                        6,
                        brief(
                                Texts.of("provide.credit", money.amount(state.credit())),
                                "t12",
                                "muted"),
                        gap(),
                        withdraw));
    }

    private Region capacity() {
        var card = Cards.card(Cards.head(Texts.of("provide.capacity"), icon("mdi2s-server")));
        card.getChildren().add(new Slot<>(model.state().map(Machines::of), RunningPane::taken));
        return card;
    }

    private static Node taken(Machines machines) {
        var taken =
                col(
                        8,
                        Cards.stat(
                                Texts.of("provide.leased"),
                                String.valueOf(machines.leased()),
                                Texts.of("provide.free", machines.free())),
                        Bar.of(8, machines.share(), Tone.ACCENT));
        if (machines.over() > 0) {
            taken.getChildren()
                    .add(brief(Texts.count("provide.over", machines.over()), "t12", "muted"));
        }
        return taken;
    }

    private Node offers(List<Offer> offers) {
        var card = Cards.flush(Cards.head(Texts.of("provide.offers")));
        if (offers.isEmpty()) {
            card.getChildren()
                    .add(
                            styled(
                                    row(
                                            12,
                                            brief(Texts.of("provide.offers.none"), "muted"),
                                            gap(),
                                            Buttons.button(
                                                    "offer-first",
                                                    Texts.of("provide.more"),
                                                    "mdi2p-plus",
                                                    () -> model.showCheck(true),
                                                    "small")),
                                    "row"));
        }
        offers.forEach(it -> card.getChildren().add(offer(it)));
        return card;
    }

    private Node offer(Offer offer) {
        var money = model.money();
        return styled(
                row(
                        16,
                        icon("mdi2t-tag-outline"),
                        text(Sizes.unit(offer.unit())),
                        brief(Texts.of("provide.offer.free", offer.free(), offer.count()), "muted"),
                        gap(),
                        text(money.perMonth(offer.price()), "med"),
                        text(Texts.of("money.month", money.symbol()), "t12", "muted"),
                        Buttons.button(
                                "withdraw-offer-" + offer.id(),
                                Texts.of("provide.offer.withdraw"),
                                null,
                                () -> model.withdrawOffer(offer.id()),
                                "small",
                                "flat")),
                "row");
    }

    private Node leases(List<HostedLease> leases) {
        if (leases.isEmpty()) {
            boolean before = Machines.of(model.state().get()).over() > 0;
            return Cards.card(
                    States.empty(
                            "mdi2a-account-outline",
                            Texts.of(before ? "provide.leases.over" : "provide.leases.none"),
                            Texts.of(
                                    before
                                            ? "provide.leases.over.words"
                                            : "provide.leases.none.words"),
                            Buttons.button(
                                    "create-here",
                                    Texts.of("act.create"),
                                    "mdi2p-plus",
                                    model::create)));
        }
        return new LeaseTable(model, leases);
    }
}
