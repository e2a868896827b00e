package io.p2pcloud.views.example;

import io.p2pcloud.common.Bytes32;
import io.p2pcloud.tenant.BackupDesk;
import io.p2pcloud.tenant.KeptBackup;
import io.p2pcloud.tenant.Review;
import io.p2pcloud.tenant.ServerBackup;
import io.p2pcloud.tenant.ServerId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// Backups that are there at once, and what was asked of them.
public final class FakeBackups implements BackupDesk {
    public final List<KeptBackup> kept = new CopyOnWriteArrayList<>();
    public final List<String> acts = new CopyOnWriteArrayList<>();

    /// Why nothing can be read or copied.
    public volatile @Nullable String broken;

    /// What a copy does after its first bytes arrived.
    public volatile Runnable meanwhile = () -> {};

    private void check() throws IOException {
        if (broken != null) {
            throw new IOException(broken);
        }
    }

    @Override
    public List<KeptBackup> of(ServerId id) throws IOException {
        check();
        return List.copyOf(kept);
    }

    @Override
    public ServerBackup take(ServerId id, Path to, LongConsumer progress) throws IOException {
        check();
        acts.add("copy " + id + " to " + to.getFileName());
        progress.accept(640L << 20);
        meanwhile.run();
        progress.accept(1280L << 20);
        var made = backup("shop");
        kept.addFirst(kept(to.toString(), 0));
        return made;
    }

    @Override
    public ServerBackup read(Path file) throws IOException {
        check();
        return backup("shop");
    }

    @Override
    public ServerId restore(Review review, Path file) throws IOException {
        check();
        acts.add("restore " + file.getFileName() + " as " + review.spec().name());
        return Example.server(9);
    }

    public static ServerBackup backup(String name) {
        return new ServerBackup(
                2,
                Example.server(1).value(),
                Example.spec(name),
                Bytes32.ofNumber(1).toHex(),
                Bytes32.ofNumber(2).toHex(),
                1,
                3,
                Example.NOW.minus(Duration.ofDays(1)),
                (long) Example.UNIT.diskGib() << 30,
                Bytes32.ofNumber(3).toHex());
    }

    /// @param daysAgo when it was made
    public static KeptBackup kept(String file, int daysAgo) {
        return new KeptBackup(
                Path.of(file),
                "shop",
                Example.NOW.minus(Duration.ofDays(daysAgo)),
                (long) Example.UNIT.diskGib() << 30,
                1310L << 20,
                !file.contains("gone"));
    }
}
