package io.p2pcloud.views.provide;

import static io.p2pcloud.views.parts.Ui.grow;
import static io.p2pcloud.views.parts.Ui.row;
import static io.p2pcloud.views.parts.Ui.text;

import io.p2pcloud.provider.HostedLease;
import io.p2pcloud.views.common.Sizes;
import io.p2pcloud.views.common.Texts;
import io.p2pcloud.views.common.Tone;
import io.p2pcloud.views.parts.Buttons;
import io.p2pcloud.views.parts.Cards;
import io.p2pcloud.views.parts.CopyLabel;
import io.p2pcloud.views.parts.Tables;
import io.p2pcloud.views.parts.Ui;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.layout.VBox;

/// The leases on this computer.
final class LeaseTable extends VBox {
    private static final double HEAD = 74;
    private static final double ROW = 32;

    private final ProvideModel model;

    LeaseTable(ProvideModel model, List<HostedLease> leases) {
        this.model = model;
        getStyleClass().addAll("card", "flush");
        var money = model.money();
        var table = Tables.<HostedLease>table("leases", Texts.of("provide.leases"));
        table.getItems().setAll(leases);
        table.getColumns()
                .setAll(
                        List.of(
                                Tables.nodes(
                                        Texts.of("provide.col.lease"),
                                        124,
                                        it -> new CopyLabel(it.lease().toString()),
                                        "lead"),
                                Tables.nodes(Texts.of("provide.col.state"), 116, LeaseTable::state),
                                Tables.nodes(
                                        Texts.of("provide.col.tenant"),
                                        124,
                                        it -> new CopyLabel(it.tenant(), "muted")),
                                Tables.words(
                                        Texts.of("provide.col.size"),
                                        190,
                                        it -> Sizes.unit(it.unit()),
                                        "dim"),
                                Tables.words(
                                        Texts.of("provide.col.month", money.symbol()),
                                        108,
                                        it -> money.perMonth(it.rate()),
                                        "num"),
                                Tables.words(
                                        Texts.of("provide.col.earned", money.symbol()),
                                        108,
                                        it -> money.number(it.earned()),
                                        "num"),
                                Tables.nodes(
                                        Texts.of("provide.col.next"),
                                        200,
                                        this::next,
                                        "num",
                                        "tail")));
        getChildren().addAll(Cards.head(Texts.of("provide.leases")), grow(table));
        setMinHeight(HEAD + ROW * Math.min(leases.size(), 4));
    }

    private static Node state(HostedLease lease) {
        return row(8, Cards.led(tone(lease.state())), text(Texts.word(lease.state())));
    }

    private static Tone tone(HostedLease.State state) {
        return switch (state) {
            case RUNNING -> Tone.SUCCESS;
            case STARTING, WAITING -> Tone.ACCENT;
            case CLOSING -> Tone.WARNING;
            case STOPPED, CLOSED -> Tone.NEUTRAL;
        };
    }

    private Node next(HostedLease lease) {
        var line = row(8, Ui.gap());
        lease.nextConfirmation()
                .ifPresent(due -> {
                    line.getChildren()
                            .addAll(
                                    Ui.hint(
                                            text(model.times().moment(due)),
                                            model.times().utc(due)),
                                    Buttons.button(
                                            "confirm-" + lease.lease(),
                                            Texts.of("provide.confirm"),
                                            null,
                                            () -> model.confirmNow(lease.lease()),
                                            "small",
                                            "flat"));
                });
        return line;
    }
}
