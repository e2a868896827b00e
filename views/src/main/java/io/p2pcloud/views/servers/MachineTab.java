package io.p2pcloud.views.servers;

import static io.p2pcloud.views.parts.Ui.brief;
import static io.p2pcloud.views.parts.Ui.col;
import static io.p2pcloud.views.parts.Ui.columns;
import static io.p2pcloud.views.parts.Ui.gap;
import static io.p2pcloud.views.parts.Ui.row;
import static io.p2pcloud.views.parts.Ui.styled;
import static io.p2pcloud.views.parts.Ui.text;

import io.p2pcloud.tenant.ServerSnapshot;
import io.p2pcloud.tenant.ServerState;
import io.p2pcloud.views.common.Sizes;
import io.p2pcloud.views.common.Texts;
import io.p2pcloud.views.common.Tone;
import io.p2pcloud.views.parts.Attach;
import io.p2pcloud.views.parts.Buttons;
import io.p2pcloud.views.parts.Cards;
import io.p2pcloud.views.parts.PageFrame;
import io.p2pcloud.views.parts.Slot;
import io.p2pcloud.views.parts.States;
import io.p2pcloud.views.parts.Ui;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// A server's machine: power, system, size, and a fresh beginning.
final class MachineTab extends BorderPane {
    private final MachineModel model;

    /// What decides which cards there are; the cards follow the rest by themselves.
    private record Shape(String name, boolean over, int vcpu, int memoryMib, String image) {
        static Shape of(ServerSnapshot server) {
            boolean over =
                    server.state() instanceof ServerState.Closed
                            || server.state() instanceof ServerState.Closing;
            return new Shape(
                    server.spec().name(),
                    over,
                    server.unit().vcpu(),
                    server.unit().memoryMib(),
                    server.spec().imageId());
        }
    }

    MachineTab(MachineModel model) {
        this.model = model;
        setCenter(new Slot<>(model.server().map(it -> it.map(Shape::of)), this::content));
        Attach.to(this, model);
    }

    private Node content(Optional<Shape> shape) {
        if (shape.isEmpty()) {
            return page(Cards.flush(States.reading(Texts.of("machine.reading"), 4)));
        }
        var known = shape.get();
        if (known.over()) {
            return page(
                    Cards.card(
                            States.empty(
                                    "mdi2p-power",
                                    Texts.of("machine.over.title"),
                                    Texts.of("machine.over.words"))));
        }
        var power =
                new Slot<>(model.server(), it -> it.<Node>map(this::power).orElseGet(VBox::new));
        var system =
                new Slot<>(model.server(), it -> it.<Node>map(this::system).orElseGet(VBox::new));
        var body =
                col(
                        12,
                        new Slot<>(model.offline(), Upkeeps::offline),
                        new Slot<>(model.server(), MachineTab::trouble),
                        columns(12, power, system),
                        size(known),
                        new RebuildCard(model, known.name(), known.image()));
        body.setMinHeight(Region.USE_PREF_SIZE);
        return PageFrame.scrolling(styled(body, "page", "under-tabs"));
    }

    private static Node page(Region card) {
        return styled(col(0, Ui.grow(card)), "page", "under-tabs");
    }

    private static Node trouble(Optional<ServerSnapshot> server) {
        return server.flatMap(ServerSnapshot::trouble)
                .<Node>map(why ->
                        Cards.banner(
                                Tone.DANGER, "mdi2c-close-circle", Texts.of("server.trouble"), why))
                .orElseGet(Upkeeps::none);
    }

    private Node power(ServerSnapshot server) {
        boolean runs = server.state() instanceof ServerState.Running;
        var acts = row(8);
        if (server.state() instanceof ServerState.Launching) {
            acts.getChildren()
                    .add(act("machine-stop", "server.stop", "mdi2s-stop", model::stopMachine));
        } else if (runs) {
            acts.getChildren()
                    .addAll(
                            act(
                                    "machine-restart",
                                    "machine.restart",
                                    "mdi2r-restart",
                                    model::restart),
                            act("machine-stop", "server.stop", "mdi2s-stop", model::stopMachine));
        } else {
            acts.getChildren()
                    .addAll(
                            act("machine-start", "server.start", "mdi2p-play", model::startMachine),
                            act(
                                    "machine-rescue",
                                    "machine.rescue",
                                    "mdi2l-lifebuoy",
                                    model::rescue));
            if (server.state() instanceof ServerState.Failed) {
                // It may run all the same, and costs its whole price then.
                acts.getChildren()
                        .add(act("machine-stop", "server.stop", "mdi2s-stop", model::stopMachine));
            }
        }
        var state =
                row(
                        8,
                        Cards.led(ServerWords.tone(server.state())),
                        text(ServerWords.state(server.state()), "t15", "semi"),
                        gap(),
                        text(
                                server.boot() == 0
                                        ? Texts.of("machine.never")
                                        : Texts.of("machine.boot", server.boot()),
                                "muted"));
        return Cards.card(
                Cards.head(Texts.of("machine.power")),
                state,
                Ui.para(Texts.of(said(server, runs)), "muted"),
                gap(),
                acts);
    }

    private static String said(ServerSnapshot server, boolean runs) {
        if (server.state() instanceof ServerState.Launching) {
            return "machine.power.starting";
        }
        if (server.state() instanceof ServerState.Failed) {
            return "machine.power.broken";
        }
        if (!runs) {
            return "machine.power.off";
        }
        return server.upkeep().rescue() ? "machine.power.rescue" : "machine.power.on";
    }

    private Button act(String id, String words, String icon, Runnable act) {
        var button = Buttons.button(id, Texts.of(words), icon, act);
        button.disableProperty().bind(Upkeeps.blocked(model));
        return button;
    }

    private Node system(ServerSnapshot server) {
        var update = server.upkeep().update();
        var image = brief(model.image(server.spec().imageId()), "med");
        var kernel =
                update.isPresent()
                        ? Upkeeps.updateChip()
                        : text(Texts.of("machine.update.none"), "med");
        return Cards.card(
                Cards.head(Texts.of("machine.system")),
                col(
                        0,
                        Cards.fact(Texts.of("server.image"), image),
                        Cards.fact(Texts.of("machine.bundle"), kernel)),
                Ui.para(
                        update.map(release -> Texts.of("machine.update.words", release))
                                .orElseGet(() -> Texts.of("machine.system.words")),
                        "muted"));
    }

    private Node size(Shape leased) {
        var vcpu =
                Upkeeps.figure(
                        "machine-vcpu", "create.custom.vcpu", model.vcpu(), 1, leased.vcpu(), 1);
        var memory =
                Upkeeps.figure(
                        "machine-memory",
                        "create.custom.memory",
                        model.memoryMib(),
                        Math.min(Upkeeps.MEMORY_STEP, leased.memoryMib()),
                        leased.memoryMib(),
                        Upkeeps.MEMORY_STEP);
        var set =
                Buttons.button("resize", Texts.of("machine.resize"), "mdi2c-check", model::resize);
        set.disableProperty()
                .bind(
                        Bindings.createBooleanBinding(
                                () -> model.acting().get() || isAsItIs(),
                                model.acting(),
                                model.vcpu(),
                                model.memoryMib(),
                                model.server()));
        var form = row(12, vcpu, memory, set);
        form.setAlignment(Pos.BOTTOM_LEFT);
        return Cards.card(
                Cards.head(
                        Texts.of("machine.size"),
                        text(
                                Texts.of(
                                        "machine.leased",
                                        Sizes.vcpu(leased.vcpu()),
                                        Sizes.memory(leased.memoryMib())),
                                "t12",
                                "muted")),
                Ui.para(Texts.of("machine.size.words"), "muted"),
                Ui.space(4),
                form,
                new Slot<>(model.server(), this::waiting));
    }

    private boolean isAsItIs() {
        return model.server()
                .get()
                .map(it -> it.upkeep().size())
                .filter(it ->
                        it.vcpu() == model.vcpu().get()
                                && it.memoryMib() == model.memoryMib().get())
                .isPresent();
    }

    /// A size that the machine does not have yet.
    private Node waiting(Optional<ServerSnapshot> server) {
        var upkeep = server.map(ServerSnapshot::upkeep).filter(it -> it.resized());
        if (upkeep.isEmpty()) {
            return Upkeeps.none();
        }
        var size = upkeep.get().size();
        HBox banner =
                Cards.banner(
                        Tone.ACCENT,
                        "mdi2t-timer-sand",
                        Texts.of(
                                "machine.size.next",
                                Sizes.vcpu(size.vcpu()),
                                Sizes.memory(size.memoryMib())),
                        "");
        banner.setId("resize-waits");
        return banner;
    }
}
