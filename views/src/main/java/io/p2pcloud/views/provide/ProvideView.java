package io.p2pcloud.views.provide;

import static io.p2pcloud.views.parts.Ui.row;

import io.p2pcloud.provider.HostingSnapshot;
import io.p2pcloud.views.common.Page;
import io.p2pcloud.views.common.Texts;
import io.p2pcloud.views.common.Tone;
import io.p2pcloud.views.parts.Attach;
import io.p2pcloud.views.parts.Buttons;
import io.p2pcloud.views.parts.Cards;
import io.p2pcloud.views.parts.PageFrame;
import io.p2pcloud.views.parts.Slot;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.BorderPane;

/// Renting out this computer: first what it has, then what runs.
public final class ProvideView extends BorderPane {
    private final ProvideModel model;
    private final CheckPane check;
    private final RunningPane running;

    public ProvideView(ProvideModel model) {
        this.model = model;
        check = new CheckPane(model);
        running = new RunningPane(model);
        setTop(new Slot<>(model.checking(), this::head));
        setCenter(new Slot<>(model.checking(), checking -> checking ? check : running));
        Attach.to(this, model);
    }

    private Node head(boolean checking) {
        if (checking) {
            return new Slot<>(model.state().map(ProvideView::isRunning), this::checkHead);
        }
        var open =
                new Slot<>(
                        model.state().map(HostingSnapshot::acceptingLeases),
                        accepting ->
                                row(
                                        0,
                                        Cards.chip(
                                                accepting ? "mdi2c-circle-medium" : "mdi2p-pause",
                                                Texts.of(
                                                        accepting
                                                                ? "provide.open"
                                                                : "provide.paused"),
                                                accepting ? Tone.SUCCESS : Tone.NEUTRAL)));
        var pause = new Slot<>(model.state().map(HostingSnapshot::acceptingLeases), this::pause);
        var more =
                Buttons.button(
                        "offer-more",
                        Texts.of("provide.more"),
                        "mdi2p-plus",
                        () -> model.showCheck(true));
        return PageFrame.head(PageFrame.title(Page.PROVIDE.title()), open, pause, more);
    }

    private static boolean isRunning(HostingSnapshot state) {
        return !state.leases().isEmpty() || ProvideModel.openOffers(state) > 0;
    }

    private Node checkHead(boolean running) {
        var again =
                Buttons.button(
                        "check-again", Texts.of("provide.check"), "mdi2r-restart", model::examine);
        if (!running) {
            return PageFrame.head(Page.PROVIDE.title(), again);
        }
        var parent =
                Buttons.button(
                        "to-running",
                        Page.PROVIDE.title(),
                        null,
                        () -> model.showCheck(false),
                        "crumb");
        return PageFrame.crumbs(parent, Texts.of("provide.offer.title"), again);
    }

    private Button pause(boolean accepting) {
        return accepting
                ? Buttons.button(
                        "pause-leases",
                        Texts.of("provide.pause"),
                        "mdi2p-pause",
                        () -> model.acceptLeases(false))
                : Buttons.button(
                        "resume-leases",
                        Texts.of("provide.resume"),
                        "mdi2p-play",
                        () -> model.acceptLeases(true));
    }
}
