package io.p2pcloud.views.servers;

import io.p2pcloud.tenant.BackupDesk;
import io.p2pcloud.tenant.ServerBackup;
import io.p2pcloud.views.common.Background;
import io.p2pcloud.views.common.Notices;
import io.p2pcloud.views.common.Problem;
import io.p2pcloud.views.common.Restoring;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// The way from a file to a new server: the whole file is checked before anything is asked.
public final class RestoreStart {
    private final BackupDesk backups;
    private final Background background;
    private final Notices notices;
    private final Consumer<Restoring> goOn;
    private final ReadOnlyObjectWrapper<Optional<Path>> checking =
            new ReadOnlyObjectWrapper<>(Optional.empty());

    /// @param goOn told of a backup that is sound
    public RestoreStart(
            BackupDesk backups, Background background, Notices notices, Consumer<Restoring> goOn) {
        this.backups = backups;
        this.background = background;
        this.notices = notices;
        this.goOn = goOn;
    }

    /// The file that is being checked.
    ReadOnlyObjectProperty<Optional<Path>> checking() {
        return checking.getReadOnlyProperty();
    }

    void begin(Path file) {
        if (checking.get().isPresent()) {
            return;
        }
        checking.set(Optional.of(file));
        background.run(() -> backups.read(file), found -> checked(file, found), this::failed);
    }

    private void checked(Path file, ServerBackup found) {
        checking.set(Optional.empty());
        goOn.accept(new Restoring(file, found));
    }

    private void failed(Problem why) {
        checking.set(Optional.empty());
        notices.failed(why);
    }
}
