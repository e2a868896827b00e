package io.p2pcloud.views.servers;

import io.p2pcloud.tenant.BackupDesk;
import io.p2pcloud.tenant.KeptBackup;
import io.p2pcloud.tenant.ServerBackup;
import io.p2pcloud.tenant.ServerId;
import io.p2pcloud.views.common.Background;
import io.p2pcloud.views.common.Loading;
import io.p2pcloud.views.common.Notices;
import io.p2pcloud.views.common.Problem;
import io.p2pcloud.views.common.Texts;
import io.p2pcloud.views.common.Times;
import io.p2pcloud.views.common.Tone;
import io.p2pcloud.views.common.ViewModel;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// A server's backups, and the one that is being made, which goes on while another page is shown.
public final class BackupModel extends ViewModel {
    private static final Duration EVERY = Duration.ofMillis(500);

    private final ServerId id;
    private final BackupDesk backups;
    private final Notices notices;
    private final Times times;
    private final RestoreStart restores;
    private final ReadOnlyObjectWrapper<Loading<List<KeptBackup>>> kept =
            new ReadOnlyObjectWrapper<>(new Loading.Reading<>(Texts.of("backups.reading")));
    private final ReadOnlyObjectWrapper<Copy> copy = new ReadOnlyObjectWrapper<>(new Copy.None());
    private final AtomicBoolean cancelled = new AtomicBoolean();
    private volatile long arrived;

    /// The backup that is being made.
    public sealed interface Copy {
        record None() implements Copy {}

        /// @param bytes of the disk that arrived
        /// @param ending whether the user called it off
        record Running(Path file, Instant since, Duration elapsed, long bytes, boolean ending)
                implements Copy {}

        record Failed(Path file, Problem problem) implements Copy {}
    }

    BackupModel(
            ServerId id,
            BackupDesk backups,
            Background background,
            Notices notices,
            Times times,
            RestoreStart restores) {
        super(background);
        this.id = id;
        this.backups = backups;
        this.notices = notices;
        this.times = times;
        this.restores = restores;
    }

    /// Those that were made on this computer, newest first.
    public ReadOnlyObjectProperty<Loading<List<KeptBackup>>> kept() {
        return kept.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Copy> copy() {
        return copy.getReadOnlyProperty();
    }

    RestoreStart restores() {
        return restores;
    }

    Times times() {
        return times;
    }

    /// Copies the disk to a file.
    public void make(Path file) {
        if (copy.get() instanceof Copy.Running) {
            return;
        }
        cancelled.set(false);
        arrived = 0;
        var now = times.now();
        copy.set(new Copy.Running(file, now, Duration.ZERO, 0, false));
        background()
                .run(
                        () -> backups.take(id, file, this::arrived),
                        made -> made(made, file),
                        why -> notMade(why, file));
    }

    /// Called off: nothing is left of the file.
    public void cancel() {
        cancelled.set(true);
        tick();
    }

    private void arrived(long bytes) {
        arrived = bytes;
        if (cancelled.get()) {
            throw new CancellationException();
        }
        background().later(this::tick);
    }

    private void made(ServerBackup made, Path file) {
        copy.set(new Copy.None());
        notices.say(Tone.SUCCESS, Texts.of("backups.made", made.spec().name(), file.getFileName()));
        read();
    }

    private void notMade(Problem why, Path file) {
        if (cancelled.get()) {
            copy.set(new Copy.None());
            notices.say(Tone.NEUTRAL, Texts.of("backups.cancelled"));
        } else {
            copy.set(new Copy.Failed(file, why));
        }
    }

    private void tick() {
        if (copy.get() instanceof Copy.Running(Path file, Instant since, _, _, _)) {
            copy.set(
                    new Copy.Running(
                            file,
                            since,
                            Duration.between(since, times.now()),
                            arrived,
                            cancelled.get()));
        }
    }

    /// Reads the list anew.
    public void read() {
        background()
                .run(
                        () -> backups.of(id),
                        found -> kept.set(new Loading.Ready<>(found)),
                        why -> kept.set(new Loading.Failed<>(why)));
    }

    @Override
    protected void start() {
        read();
        every(EVERY, this::tick);
    }
}
