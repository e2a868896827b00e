package io.p2pcloud.views;

import io.p2pcloud.tenant.GuestSize;
import io.p2pcloud.tenant.ServerSnapshot;
import io.p2pcloud.tenant.Upkeep;
import io.p2pcloud.views.common.Page;
import io.p2pcloud.views.common.Place.ServerTab;
import io.p2pcloud.views.example.Example;
import io.p2pcloud.views.example.FakeBackups;
import io.p2pcloud.views.example.World;
import io.p2pcloud.views.session.ChainStatus;
import io.p2pcloud.views.shell.Root;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.control.Button;

/// A server's machine and its backups.
final class UpkeepPictures {
    private UpkeepPictures() {}

    interface Adding {
        void add(String name, Consumer<World> stand, Consumer<Root> look);
    }

    static void add(Adding pictures) {
        pictures.add("server-machine", Pictures::busy, Pictures.server(ServerTab.MACHINE));
        pictures.add(
                "server-machine-waiting",
                UpkeepPictures::waiting,
                Pictures.server(ServerTab.MACHINE));
        pictures.add("servers-update", UpkeepPictures::waiting, Pictures.go(Page.SERVERS));
        pictures.add(
                "server-machine-stopped",
                w -> w.connect().servers.all.set(List.of(Example.stopped(1, "build-runner"))),
                Pictures.server(ServerTab.MACHINE));
        pictures.add(
                "server-closed",
                w -> w.connect().servers.all.set(List.of(Example.closed(1, "mail-relay"))),
                Pictures.server(ServerTab.OVERVIEW));
        pictures.add(
                "server-starting", UpkeepPictures::starting, Pictures.server(ServerTab.OVERVIEW));
        pictures.add(
                "server-machine-starting",
                UpkeepPictures::starting,
                Pictures.server(ServerTab.MACHINE));
        pictures.add("server-broken", UpkeepPictures::broken, Pictures.server(ServerTab.OVERVIEW));
        pictures.add(
                "server-machine-broken",
                UpkeepPictures::broken,
                Pictures.server(ServerTab.MACHINE));
        pictures.add(
                "server-machine-closed",
                w -> w.connect().servers.all.set(List.of(Example.closed(1, "mail-relay"))),
                Pictures.server(ServerTab.MACHINE));
        pictures.add(
                "server-machine-offline", UpkeepPictures::lost, Pictures.server(ServerTab.MACHINE));
        pictures.add("server-backups", UpkeepPictures::kept, Pictures.server(ServerTab.BACKUPS));
        pictures.add("server-backups-empty", Pictures::busy, Pictures.server(ServerTab.BACKUPS));
        pictures.add(
                "server-backups-error",
                w -> {
                    Pictures.busy(w);
                    w.servers.backups.broken = "The ledger of this computer cannot be read.";
                },
                Pictures.server(ServerTab.BACKUPS));
        pictures.add(
                "server-backups-offline",
                w -> {
                    kept(w);
                    lost(w);
                },
                Pictures.server(ServerTab.BACKUPS));
        pictures.add(
                "create-restoring",
                UpkeepPictures::kept,
                root -> {
                    Pictures.server(ServerTab.BACKUPS).accept(root);
                    ((Button) Pictures.find(root, "#restore-0")).fire();
                });
    }

    static ServerSnapshot with(ServerSnapshot server, Upkeep upkeep) {
        return new ServerSnapshot(
                server.id(),
                server.spec(),
                server.unit(),
                server.created(),
                server.state(),
                server.mark(),
                server.launch(),
                server.lease(),
                server.provider(),
                server.boot(),
                server.money(),
                server.trouble(),
                upkeep);
    }

    private static void waiting(World world) {
        Pictures.busy(world);
        var upkeep =
                new Upkeep(new GuestSize(1, 1024), true, Optional.of("6.12.57+deb13"), false, true);
        world.servers.all.update(all ->
                all.stream().map(it -> it.equals(all.getFirst()) ? with(it, upkeep) : it).toList());
    }

    /// Not for the first time.
    private static void starting(World world) {
        var upkeep = new Upkeep(new GuestSize(2, 2048), false, Optional.empty(), false, true);
        var server = with(Example.launching(1, "build-runner"), upkeep);
        world.connect().servers.all.set(List.of(server));
    }

    private static void broken(World world) {
        world.connect().servers.all.set(List.of(Example.broken(1, "build-runner")));
    }

    private static void kept(World world) {
        Pictures.busy(world);
        world.servers.offers.add(Example.offer(1, Example.UNIT, "4.23", 4, 1));
        world.servers.backups.kept.addAll(
                List.of(
                        FakeBackups.kept("/home/ada/backups/my-first-server-3.backup", 0),
                        FakeBackups.kept("/home/ada/backups/my-first-server-2.backup", 1),
                        FakeBackups.kept("/media/ada/disk/gone/my-first-server.backup", 11)));
    }

    private static void lost(World world) {
        Pictures.busy(world);
        world.chain.set(
                new ChainStatus.Lost(
                        Example.head(),
                        Example.NOW.minusSeconds(95),
                        "The chain at 127.0.0.1:8545 does not answer."));
    }
}
