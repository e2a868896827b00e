package io.p2pcloud.views.servers;

import static io.p2pcloud.views.parts.Ui.col;
import static io.p2pcloud.views.parts.Ui.columns;
import static io.p2pcloud.views.parts.Ui.row;
import static io.p2pcloud.views.parts.Ui.styled;
import static io.p2pcloud.views.parts.Ui.text;

import io.p2pcloud.common.TokenAmount;
import io.p2pcloud.tenant.ServerMoney;
import io.p2pcloud.tenant.ServerSnapshot;
import io.p2pcloud.tenant.ServerState;
import io.p2pcloud.views.common.Mark;
import io.p2pcloud.views.common.Texts;
import io.p2pcloud.views.parts.Buttons;
import io.p2pcloud.views.parts.Cards;
import io.p2pcloud.views.parts.Marks;
import io.p2pcloud.views.parts.PageFrame;
import io.p2pcloud.views.parts.Slot;
import io.p2pcloud.views.parts.Ui;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.TextField;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// A server's money, and its end.
final class MoneyTab extends BorderPane {
    private final ServerModel model;

    MoneyTab(ServerModel model) {
        this.model = model;
        var money = new Slot<>(model.server(), it -> it.map(this::money).orElseGet(VBox::new));
        var close =
                new Slot<>(
                        model.server().map(it -> it.map(MoneyTab::closable).orElse("")),
                        this::close);
        var more =
                new Slot<>(
                        model.server().map(it -> it.map(MoneyTab::closable).orElse("")),
                        this::topUp);
        var body = col(12, money, more, close);
        setCenter(PageFrame.scrolling(styled(body, "page", "under-tabs")));
    }

    /// The name of a server that can be closed, otherwise empty.
    private static String closable(ServerSnapshot server) {
        boolean over =
                server.state() instanceof ServerState.Closed
                        || server.state() instanceof ServerState.Closing;
        return over ? "" : server.spec().name();
    }

    private Region money(ServerSnapshot server) {
        if (server.state() instanceof ServerState.Closed) {
            return new SettledCard(model);
        }
        return server.money()
                .map(this::money)
                .orElseGet(() -> Cards.card(Ui.para(Texts.of("server.money.none"), "muted")));
    }

    private Region money(ServerMoney money) {
        var words = model.money();
        var price =
                Cards.card(
                        Cards.head(Texts.of("money.price"), Marks.glyph(Mark.of(money.trust()))),
                        Cards.stat(
                                Texts.of("money.price.hour"),
                                words.perHour(money.rate()),
                                Texts.of("money.hour", words.symbol())),
                        Cards.fact(
                                Texts.of("money.price.month"),
                                words.perMonth(money.rate()) + " " + words.symbol()));
        var paid =
                Cards.card(
                        Cards.head(Texts.of("money.paid")), new Slot<>(model.cost(), this::paid));
        var escrow =
                Cards.card(
                        Cards.head(
                                Texts.of("money.escrow"),
                                Ui.hint(
                                        Marks.chip(Mark.of(money.trust())),
                                        Mark.sentence(money.trust(), model.times()))),
                        Cards.stat(
                                Texts.of("money.escrow.left"),
                                words.number(money.escrow()),
                                words.symbol()));
        money.runway()
                .ifPresent(left -> escrow.getChildren().add(RunwayBar.of(left, model.times())));
        return columns(12, price, paid, escrow);
    }

    private Node paid(Optional<TokenAmount> sum) {
        var words = model.money();
        return col(
                8,
                Cards.stat(
                        Texts.of("money.paid.provider"),
                        sum.map(words::number).orElse("-"),
                        words.symbol()),
                Cards.fact(
                        Texts.of("money.exact"), text(sum.map(words::exact).orElse("-"), "mono")));
    }

    private Node topUp(String name) {
        if (name.isEmpty()) {
            return new VBox();
        }
        var amount = new TextField();
        amount.setId("topup-amount");
        amount.setPromptText("5.00");
        amount.setMaxWidth(160);
        var button =
                Buttons.button(
                        "topup",
                        Texts.of("topup.act"),
                        "mdi2p-plus",
                        () -> {
                            model.topUp(amount.getText());
                            amount.clear();
                        });
        button.disableProperty().bind(amount.textProperty().isEmpty().or(model.toppingUp()));
        var act =
                row(
                        12,
                        Cards.field(Texts.of("topup.amount", model.money().symbol()), amount),
                        button);
        act.setAlignment(Pos.BOTTOM_LEFT);
        return Cards.card(
                Cards.head(Texts.of("topup.title")),
                Ui.para(Texts.of("topup.words"), "muted"),
                act);
    }

    private Node close(String name) {
        if (name.isEmpty()) {
            return new VBox();
        }
        var typed = new TextField();
        typed.setId("close-name");
        typed.setPromptText(name);
        typed.setMaxWidth(280);
        var button =
                Buttons.button(
                        "close-server",
                        Texts.of("close.act", name),
                        "mdi2d-delete-outline",
                        model::closeServer,
                        "danger");
        button.disableProperty().bind(typed.textProperty().isNotEqualTo(name));
        var act = row(12, Cards.field(Texts.of("close.type", name), typed), button);
        act.setAlignment(Pos.BOTTOM_LEFT);
        return Cards.card(
                Cards.head(Texts.of("close.title")),
                Ui.para(Texts.of("close.lost", name)),
                Ui.para(Texts.of("close.money"), "muted"),
                Ui.space(4),
                act);
    }
}
