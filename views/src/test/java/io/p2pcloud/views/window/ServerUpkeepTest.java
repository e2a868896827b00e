package io.p2pcloud.views.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.p2pcloud.views.example.Example;
import io.p2pcloud.views.example.FakeBackups;
import io.p2pcloud.views.example.World;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// A server's machine and its backups.
class ServerUpkeepTest {
    private static final String ID = Example.server(1).toString();

    @RegisterExtension final WindowUser user = new WindowUser();
    @TempDir Path folder;

    private World opens(String tab) {
        var world = new World(folder);
        world.connect();
        world.servers.all.set(List.of(Example.running(1, "shop")));
        world.servers.offers.add(Example.offer(1, Example.UNIT, "4.23", 4, 1));
        user.opens(world);
        user.clicks("#nav-server-shop");
        user.clicks("#tab-" + tab);
        return world;
    }

    @Test
    void rebuildsOnlyAfterItsNameWasTyped() {
        var world = opens("MACHINE");
        user.sees("The disk of shop is destroyed");
        assertThat(user.isDisabled("#rebuild")).isTrue();
        user.fills("#rebuild-name", "sho");
        assertThat(user.isDisabled("#rebuild")).isTrue();
        user.types("p");
        user.clicks("#rebuild");
        user.waitsUntil(
                "it was rebuilt",
                () -> world.servers.acts.contains("rebuild " + ID + " with debian-13"));
    }

    @Test
    void givesTheMachineLessOfItsLeaseAndRestartsIt() {
        var world = opens("MACHINE");
        assertThat(user.isDisabled("#resize")).isTrue();
        user.fills("#machine-memory", "1024");
        user.presses(KeyCode.ENTER);
        user.clicks("#resize");
        user.sees("It has this size from its next start on.");
        assertThat(world.servers.acts).contains("resize " + ID + " to 2 vCPU and 1024 MiB");
        user.clicks("#machine-restart");
        user.waitsUntil("it was restarted", () -> world.servers.acts.contains("restart " + ID));
    }

    @Test
    void rescuesTheDiskOfAStoppedServer() {
        var world = opens("MACHINE");
        world.servers.all.set(List.of(Example.stopped(1, "shop")));
        user.clicks("#machine-rescue");
        user.waitsUntil("it was rescued", () -> world.servers.acts.contains("rescue " + ID));
    }

    @Test
    void rescuesTheDiskOfAServerThatDoesNotComeUpAgain() {
        var world = opens("OVERVIEW");
        world.servers.all.set(List.of(Example.broken(1, "shop")));
        user.sees("its SSH does not answer");
        user.finds("#launch-again");
        user.lacks("#launch-close"); // it would take the disk at once
        user.clicks("#tab-MACHINE");
        user.clicks("#machine-rescue");
        user.waitsUntil("it was rescued", () -> world.servers.acts.contains("rescue " + ID));
    }

    @Test
    void keepsToTheLaunchWhileThereIsNoDiskToMend() {
        var world = opens("OVERVIEW");
        world.servers.all.set(List.of(Example.failed(1, "shop")));
        user.finds("#launch-again");
        user.lacks("#tab-MACHINE");
    }

    @Test
    void saysWhyADecisionWasRefused() {
        var world = opens("MACHINE");
        world.servers.broken = "The server shop is being started just now.";
        user.fills("#rebuild-name", "shop");
        user.clicks("#rebuild");
        user.sees("The server shop is being started just now.");
    }

    @Test
    void backsUpToAFileAndListsIt() {
        var world = opens("BACKUPS");
        user.sees("No backup yet");
        user.dialogs.toWrite = Optional.of(folder);
        user.clicks("#make-backup");
        user.sees("shop is backed up in shop.backup.");
        user.finds("#restore-0");
        assertThat(world.servers.backups.acts).containsExactly("copy " + ID + " to shop.backup");
    }

    @Test
    void callsACopyOffThatIsUnderWay() {
        var world = opens("BACKUPS");
        var goOn = new CountDownLatch(1);
        world.servers.backups.meanwhile =
                () -> {
                    try {
                        goOn.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                };
        user.dialogs.toWrite = Optional.of(folder);
        user.clicks("#make-backup");
        user.sees("640 MiB copied");
        assertThat(user.isDisabled("#make-backup")).isTrue();
        user.clicks("#cancel-backup");
        user.sees("Ending the copy");
        goOn.countDown();
        user.sees("Nothing is left of the file.");
        user.sees("No backup yet");
    }

    @Test
    void saysWhyThereIsNoBackupAndTriesAgain() {
        var world = opens("BACKUPS");
        user.sees("No backup yet");
        world.servers.backups.broken = "The provider does not answer.";
        user.dialogs.toWrite = Optional.of(folder);
        user.clicks("#make-backup");
        user.sees("The provider does not answer.");
        world.servers.backups.broken = null;
        user.clicks("#backup-again");
        user.finds("#restore-0");
    }

    @Test
    void beginsANewServerWithABackup() {
        var world = opens("BACKUPS");
        user.sees("No backup yet");
        user.dialogs.toRead = List.of(folder.resolve("shop.backup"));
        user.clicks("#restore-other");
        user.sees("Its disk begins as the backup of shop");
        assertThat(user.isDisabled("#image")).isTrue();
        user.clicks("#review");
        user.clicks("#confirm");
        user.waitsUntil(
                "it was restored",
                () -> world.servers.backups.acts.contains("restore shop.backup as shop-restored"));
        assertThat(world.servers.confirmed).as("no server with an empty disk").isNull();
    }

    @Test
    void doesNotRestoreAFileThatIsNoBackup() {
        var world = opens("BACKUPS");
        world.servers.backups.kept.add(FakeBackups.kept("/somewhere/shop.backup", 1));
        user.clicks("#tab-OVERVIEW");
        user.clicks("#tab-BACKUPS");
        user.finds("#restore-0");
        world.servers.backups.broken = "/somewhere/shop.backup is not what was backed up.";
        user.clicks("#restore-0");
        user.sees("is not what was backed up");
        user.finds("#restore-0");
    }
}
