package io.p2pcloud.views.servers;

import static io.p2pcloud.views.parts.Ui.brief;
import static io.p2pcloud.views.parts.Ui.col;
import static io.p2pcloud.views.parts.Ui.gap;
import static io.p2pcloud.views.parts.Ui.grow;
import static io.p2pcloud.views.parts.Ui.icon;
import static io.p2pcloud.views.parts.Ui.row;
import static io.p2pcloud.views.parts.Ui.styled;
import static io.p2pcloud.views.parts.Ui.text;
import static io.p2pcloud.views.parts.Ui.wide;

import io.p2pcloud.tenant.KeptBackup;
import io.p2pcloud.tenant.ServerSnapshot;
import io.p2pcloud.tenant.ServerState;
import io.p2pcloud.views.common.Loading;
import io.p2pcloud.views.common.Sizes;
import io.p2pcloud.views.common.Texts;
import io.p2pcloud.views.common.Times;
import io.p2pcloud.views.common.Tone;
import io.p2pcloud.views.parts.Attach;
import io.p2pcloud.views.parts.Bar;
import io.p2pcloud.views.parts.Buttons;
import io.p2pcloud.views.parts.Cards;
import io.p2pcloud.views.parts.FileDialogs;
import io.p2pcloud.views.parts.PageFrame;
import io.p2pcloud.views.parts.Slot;
import io.p2pcloud.views.parts.Spinner;
import io.p2pcloud.views.parts.States;
import io.p2pcloud.views.parts.Ui;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.scene.Node;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Region;

/// A server's backups: making one, and beginning a new server with one.
final class BackupsTab extends BorderPane {
    private static final double SIZE = 96;
    private static final double TIME = 136;
    private static final double ACT = 96;

    private final BackupModel model;
    private final MachineModel machine;
    private final FileDialogs dialogs;

    /// What the card for a new copy says.
    private enum Source {
        RUNNING,
        BROKEN,
        STOPPED,
        OVER,
        UNKNOWN
    }

    BackupsTab(BackupModel model, MachineModel machine, FileDialogs dialogs) {
        this.model = model;
        this.machine = machine;
        this.dialogs = dialogs;
        var list = new Slot<>(model.kept(), this::kept);
        var body =
                col(
                        12,
                        new Slot<>(machine.offline(), Upkeeps::offline),
                        new Slot<>(machine.server().map(BackupsTab::source), this::making),
                        grow(list));
        setCenter(PageFrame.scrolling(styled(body, "page", "under-tabs")));
        Attach.to(this, model);
        Attach.to(this, machine);
    }

    private static Source source(Optional<ServerSnapshot> server) {
        return server.map(it ->
                        switch (it.state()) {
                            case ServerState.Running _ -> Source.RUNNING;
                            case ServerState.Stopped _ -> Source.STOPPED;
                            case ServerState.Closing _, ServerState.Closed _ -> Source.OVER;
                            case ServerState.Failed _ when it.upkeep().disk() -> Source.BROKEN;
                            case ServerState.Launching _, ServerState.Failed _ -> Source.UNKNOWN;
                        })
                .orElse(Source.UNKNOWN);
    }

    private Node making(Source source) {
        return switch (source) {
            case OVER ->
                    Cards.banner(
                            Tone.NEUTRAL,
                            "mdi2c-check",
                            Texts.of("backups.over"),
                            Texts.of("backups.over.words"));
            case RUNNING -> making("backups.running");
            case STOPPED -> making("backups.stopped");
            case BROKEN -> making("backups.broken");
            case UNKNOWN -> making("backups.unknown");
        };
    }

    private Node making(String words) {
        var make =
                Buttons.accent(
                        "make-backup",
                        Texts.of("backups.make"),
                        "mdi2c-content-save-outline",
                        this::choose);
        make.disableProperty()
                .bind(
                        Upkeeps.blocked(machine)
                                .or(
                                        Bindings.createBooleanBinding(
                                                () ->
                                                        model.copy().get()
                                                                instanceof BackupModel.Copy.Running,
                                                model.copy())));
        var head = row(12, grow(Ui.para(Texts.of(words), "muted")), make);
        head.setFillHeight(true);
        return Cards.card(
                Cards.head(Texts.of("backups.new")), head, new Slot<>(model.copy(), this::copying));
    }

    private Node copying(BackupModel.Copy copy) {
        return switch (copy) {
            case BackupModel.Copy.None _ -> Upkeeps.none();
            case BackupModel.Copy.Failed(Path file, var problem) ->
                    Cards.banner(
                            Tone.DANGER,
                            "mdi2c-close-circle",
                            problem.sentence(),
                            Texts.of("backups.failed", problem.code()),
                            Buttons.button(
                                    "backup-again",
                                    Texts.of("failed.again"),
                                    "mdi2r-restart",
                                    () -> model.make(file)));
            case BackupModel.Copy.Running running -> running(running);
        };
    }

    private Node running(BackupModel.Copy.Running copy) {
        var cancel =
                Buttons.button(
                        "cancel-backup", Texts.of("backups.cancel"), null, model::cancel, "small");
        cancel.setDisable(copy.ending());
        var words =
                copy.ending()
                        ? Texts.of("backups.ending")
                        : copy.bytes() == 0
                                ? Texts.of("backups.begins")
                                : Texts.of("backups.copied", bytes(copy.bytes()));
        var line =
                row(
                        8,
                        new Spinner(),
                        text(words, "med"),
                        brief(Texts.of("backups.to", copy.file()), "t12", "muted"),
                        gap(),
                        text(Times.span(copy.elapsed()), "t12", "muted"),
                        cancel);
        var most = machine.server().get().map(it -> (long) it.unit().diskGib() << 30).orElse(1L);
        var bar = Bar.of(4, (double) copy.bytes() / most, Tone.ACCENT);
        bar.setAccessibleText(words);
        return col(8, line, bar);
    }

    private Node kept(Loading<List<KeptBackup>> list) {
        return switch (list) {
            case Loading.Reading<List<KeptBackup>>(var words) ->
                    Cards.flush(States.reading(words, 3));
            case Loading.Failed<List<KeptBackup>>(var problem) ->
                    Cards.card(States.failed("backups", problem, model::read));
            case Loading.Ready<List<KeptBackup>>(var found) ->
                    found.isEmpty() ? none() : list(found);
        };
    }

    private Region none() {
        return Cards.card(
                States.empty(
                        "mdi2a-archive-outline",
                        Texts.of("backups.none.title"),
                        Texts.of("backups.none.words"),
                        other()));
    }

    private Region other() {
        return Restores.button(model.restores(), dialogs, "restore-other", "small");
    }

    private Region list(List<KeptBackup> found) {
        var card = Cards.flush(Cards.head(Texts.of("backups.kept"), other()));
        for (int i = 0; i < found.size(); i++) {
            card.getChildren().add(line(i, found.get(i)));
        }
        return card;
    }

    private Node line(int number, KeptBackup backup) {
        var folder = backup.file().getParent();
        var name =
                col(
                        0,
                        brief(String.valueOf(backup.file().getFileName()), "med"),
                        brief(folder == null ? "" : folder.toString(), "t12", "muted"));
        name.setMinWidth(0);
        var restore =
                Buttons.button(
                        "restore-" + number,
                        Texts.of("restore.act"),
                        "mdi2b-backup-restore",
                        () -> model.restores().begin(backup.file()),
                        "small");
        var checking = model.restores().checking();
        restore.disableProperty()
                .bind(
                        Upkeeps.blocked(machine)
                                .or(
                                        Bindings.createBooleanBinding(
                                                () -> checking.get().isPresent(), checking)));
        var end =
                row(
                        0,
                        gap(),
                        backup.present()
                                ? restore
                                : text(Texts.of("backups.gone"), "t12", "muted"));
        return styled(
                row(
                        12,
                        icon("mdi2a-archive-outline", "muted"),
                        grow(name),
                        Ui.hint(
                                wide(text(model.times().moment(backup.takenAt())), TIME),
                                model.times().utc(backup.takenAt())),
                        wide(Ui.right(text(bytes(backup.fileBytes()), "muted")), SIZE),
                        wide(end, ACT)),
                "row",
                "tall");
    }

    private static String bytes(long count) {
        return Sizes.memory(Math.toIntExact(Math.ceilDiv(count, 1L << 20)));
    }

    private void choose() {
        var name = machine.server().get().map(it -> it.spec().name()).orElse("server");
        dialogs.write(getScene().getWindow(), Texts.of("backups.make"), name + ".backup")
                .ifPresent(model::make);
    }
}
