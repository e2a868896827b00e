package io.p2pcloud.views.wallet;

import static io.p2pcloud.views.parts.Ui.col;
import static io.p2pcloud.views.parts.Ui.columns;
import static io.p2pcloud.views.parts.Ui.gap;
import static io.p2pcloud.views.parts.Ui.icon;
import static io.p2pcloud.views.parts.Ui.row;
import static io.p2pcloud.views.parts.Ui.styled;
import static io.p2pcloud.views.parts.Ui.text;

import io.p2pcloud.views.common.Mark;
import io.p2pcloud.views.common.Page;
import io.p2pcloud.views.common.Texts;
import io.p2pcloud.views.common.Tone;
import io.p2pcloud.views.parts.Attach;
import io.p2pcloud.views.parts.Buttons;
import io.p2pcloud.views.parts.Cards;
import io.p2pcloud.views.parts.Marks;
import io.p2pcloud.views.parts.PageFrame;
import io.p2pcloud.views.parts.Slot;
import io.p2pcloud.views.parts.States;
import io.p2pcloud.views.parts.Ui;
import io.p2pcloud.views.session.AccountLine;
import io.p2pcloud.views.session.AccountLine.Use;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Region;

/// The accounts of this computer.
public final class WalletView extends BorderPane {
    private final WalletModel model;

    public WalletView(WalletModel model) {
        this.model = model;
        setTop(PageFrame.head(Page.WALLET.title()));
        var body = styled(col(12), "page");
        if (model.isTestMoney()) {
            body.getChildren()
                    .add(
                            Cards.banner(
                                    Tone.ACCENT,
                                    "mdi2f-flask-outline",
                                    Texts.of("wallet.test"),
                                    Texts.of("wallet.test.words")));
        }
        body.getChildren().add(new Slot<>(model.accounts(), this::accounts));
        setCenter(PageFrame.scrolling(body));
        Attach.to(this, model);
    }

    private Node accounts(List<AccountLine> accounts) {
        if (accounts.isEmpty()) {
            return Cards.flush(States.reading(Texts.of("wallet.reading"), 3));
        }
        return col(12, accounts.stream().map(this::account).toArray(Node[]::new));
    }

    private Region account(AccountLine account) {
        var money = model.money();
        var address = text(account.address().checksummed(), "mono");
        address.setId("address-" + account.use());
        var head =
                row(
                        12,
                        icon(
                                account.use() == Use.TENANT
                                        ? "mdi2s-server"
                                        : "mdi2h-hand-coin-outline",
                                "i20"),
                        col(0, text(Texts.word(account.use()), "t15", "semi"), address),
                        Buttons.icon(
                                "copy-" + account.use(),
                                "mdi2c-content-copy",
                                Texts.of("wallet.copy"),
                                () -> Buttons.copy(account.address().checksummed()),
                                "small"),
                        gap(),
                        Ui.hint(
                                Marks.chip(Mark.of(account.trust())),
                                Mark.sentence(account.trust(), model.times())));
        var withdraw =
                Buttons.button(
                        "withdraw-" + account.use(),
                        Texts.of("wallet.withdraw"),
                        null,
                        () -> model.withdraw(account.address()),
                        "small");
        withdraw.disableProperty().bind(model.busy());
        var credit =
                col(
                        4,
                        stat("wallet.credit", money.number(account.credit())),
                        row(
                                0,
                                account.credit().isZero()
                                        ? text(Texts.of("wallet.credit.none"), "t12", "subtle")
                                        : withdraw));
        return Cards.card(
                head,
                Ui.line(),
                columns(
                        16,
                        hinted(
                                "wallet.free",
                                money.number(account.free()),
                                money.exact(account.free())),
                        hinted(
                                "wallet.locked",
                                money.number(account.locked()),
                                money.exact(account.locked())),
                        credit,
                        Cards.stat(
                                Texts.of("wallet.gas"),
                                money.coinNumber(account.gas()),
                                money.denomination().coin())));
    }

    private Node hinted(String key, String value, String exact) {
        return Ui.hint(stat(key, value), exact);
    }

    private Node stat(String key, String value) {
        return Cards.stat(Texts.of(key), value, model.money().symbol());
    }
}
