package io.p2pcloud.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.p2pcloud.store.StoreException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseTest {
    private static final InstantSource CLOCK =
            InstantSource.fixed(Instant.parse("2026-11-20T10:00:00Z"));
    private static final Schema TABLE =
            new Schema(
                    "test", List.of("create table thing (id int primary key, name varchar(20))"));
    private static final Schema WIDER =
            new Schema(
                    "test",
                    List.of(
                            TABLE.steps().getFirst(),
                            "alter table thing add column weight int default 7 not null;"
                                    + "create index thing_weight on thing (weight)"));

    @TempDir Path temp;

    @Test
    void keepsWhatWasWritten() {
        try (var database = open(TABLE)) {
            assertThat(database.opening()).isEqualTo(new Opening.Created());
            put(database, 1);
        }
        try (var database = open(TABLE)) {
            assertThat(database.opening()).isEqualTo(new Opening.Reopened());
            assertThat(count(database)).isEqualTo(1);
        }
    }

    @Test
    void makesFileAndFolderForTheOwnerOnly() throws IOException {
        try (var database = open(TABLE)) {
            put(database, 1);
        }
        assertThat(permissions(file())).isEqualTo("rw-------");
        assertThat(permissions(temp.resolve("data"))).isEqualTo("rwx------");
    }

    @Test
    void refusesASecondOpenerWithOneSentence() {
        try (var database = open(TABLE)) {
            put(database, 1);
            assertFails(Reason.IN_USE)
                    .hasMessageContaining("process " + ProcessHandle.current().pid());
            assertThat(count(database)).isEqualTo(1);
        }
        open(TABLE).close();
    }

    @Test
    void undoesAllOfAWriteThatFails() {
        try (var database = open(TABLE)) {
            assertThatThrownBy(() ->
                            database.write(handle -> {
                                handle.execute("insert into thing values (1, 'a')");
                                throw new IllegalStateException("no");
                            }))
                    .isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> database.write(handle -> handle.execute("insert rubbish")))
                    .isInstanceOfSatisfying(
                            StoreException.class,
                            e -> assertThat(e.reason()).isEqualTo(Reason.STATEMENT));
            assertThat(count(database)).isZero();
        }
    }

    @Test
    void survivesCallersThatAreInterrupted() throws Exception {
        try (var database = open(TABLE);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var writes =
                    IntStream.range(0, 200)
                            .mapToObj(i ->
                                    threads.submit(() -> {
                                        Thread.currentThread().interrupt();
                                        put(database, i);
                                        return Thread.interrupted();
                                    }))
                            .toList();
            for (var write : writes) {
                assertThat(write.get()).isTrue();
            }
            assertThat(count(database)).isEqualTo(200);
        }
    }

    @Test
    void refusesWorkInsideWork() {
        try (var database = open(TABLE)) {
            assertThatThrownBy(() -> database.write(handle -> count(database)))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void bringsOlderTablesUpToDateAndKeepsABackup() {
        try (var database = open(TABLE)) {
            put(database, 1);
        }
        Path backup;
        try (var database = open(WIDER)) {
            assertThat(database.opening()).isInstanceOf(Opening.Migrated.class);
            backup = ((Opening.Migrated) database.opening()).backup();
            assertThat(weight(database)).isEqualTo(7);
        }
        // The old version still opens what was kept for it.
        Database.restore(backup, temp.resolve("old/ledger"), CLOCK);
        try (var old = Database.open(temp.resolve("old/ledger"), List.of(TABLE), CLOCK)) {
            assertThat(count(old)).isEqualTo(1);
        }
    }

    @Test
    void leavesTheOldTablesWhenAStepFails() {
        try (var database = open(TABLE)) {
            put(database, 1);
        }
        var broken =
                new Schema(
                        "test",
                        List.of(
                                TABLE.steps().getFirst(),
                                "alter table thing add column weight int; alter table no_such add x"
                                        + " int"));
        assertThatThrownBy(() -> open(broken)).isInstanceOf(StoreException.class);
        try (var database = open(TABLE)) {
            assertThat(count(database)).isEqualTo(1);
            assertThat(database.opening()).isEqualTo(new Opening.Reopened());
        }
    }

    @Test
    void refusesTablesOfANewerVersion() {
        open(WIDER).close();
        assertThatThrownBy(() -> open(TABLE)).satisfies(e -> reason(e, Reason.NEWER));
        assertThatThrownBy(() -> open(new Schema("other", List.of("create table o (id int)"))))
                .satisfies(e -> reason(e, Reason.NEWER));
    }

    @Test
    void refusesTablesOfAnotherBuild() {
        open(TABLE).close();
        assertThatThrownBy(
                        () -> open(new Schema("test", List.of("create table thing (id bigint)"))))
                .satisfies(e -> reason(e, Reason.CHANGED));
    }

    @Test
    void keepsADamagedFileAsideAndSaysSo() throws IOException {
        try (var database = open(TABLE)) {
            put(database, 1);
        }
        var damaged = "not a database at all, ".repeat(4000);
        Files.writeString(file(), damaged);
        try (var database = open(TABLE)) {
            assertThat(database.opening()).isInstanceOf(Opening.Replaced.class);
            var replaced = (Opening.Replaced) database.opening();
            assertThat(replaced.aside()).hasContent(damaged);
            assertThat(replaced.sentence()).contains(replaced.aside().toString());
            assertThat(count(database)).isZero();
        }
    }

    @Test
    void refusesNamesThatWouldReachTheEngineAsSettings() {
        for (var name : List.of("a;INIT=RUNSCRIPT FROM 'x'", "a b", "..", "a.mv.db", "-a")) {
            assertThatThrownBy(() -> Database.open(temp.resolve(name), List.of(TABLE), CLOCK))
                    .satisfies(e -> reason(e, Reason.UNSAFE));
        }
        assertThatThrownBy(() -> Database.open(temp.resolve("x;y/ledger"), List.of(TABLE), CLOCK))
                .satisfies(e -> reason(e, Reason.UNSAFE));
    }

    @Test
    void restoresABackupThatWasMadeInUse() throws IOException {
        var backup = temp.resolve("backup.zip");
        try (var database = open(TABLE)) {
            put(database, 1);
            database.backup(backup);
            put(database, 2);
            assertThatThrownBy(() -> database.backup(backup))
                    .satisfies(e -> reason(e, Reason.UNSAFE));
        }
        assertThat(permissions(backup)).isEqualTo("rw-------");
        var aside = Database.restore(backup, temp.resolve("data/ledger"), CLOCK);
        assertThat(aside).exists();
        try (var database = open(TABLE)) {
            assertThat(count(database)).isEqualTo(1);
        }
    }

    @Test
    void changesNothingWhenABackupIsDamaged() throws IOException {
        var backup = temp.resolve("backup.zip");
        try (var database = open(TABLE)) {
            put(database, 1);
            database.backup(backup);
        }
        var bytes = Files.readAllBytes(backup);
        for (int length : List.of(0, 10, bytes.length / 2)) {
            var cut = Files.write(temp.resolve("cut.zip"), java.util.Arrays.copyOf(bytes, length));
            assertThatThrownBy(() -> Database.restore(cut, temp.resolve("data/ledger"), CLOCK))
                    .isInstanceOf(StoreException.class);
        }
        try (var database = open(TABLE)) {
            assertThat(database.opening()).isEqualTo(new Opening.Reopened());
            assertThat(count(database)).isEqualTo(1);
        }
    }

    private Database open(Schema schema) {
        return Database.open(temp.resolve("data/ledger"), List.of(schema), CLOCK);
    }

    private Path file() {
        return temp.resolve("data/ledger.mv.db");
    }

    private AbstractThrowableAssert<?, ?> assertFails(Reason reason) {
        return assertThatThrownBy(() -> open(TABLE)).satisfies(e -> reason(e, reason));
    }

    private static void reason(Throwable e, Reason reason) {
        assertThat(e)
                .isInstanceOfSatisfying(
                        StoreException.class, s -> assertThat(s.reason()).isEqualTo(reason));
    }

    private static void put(Database database, int id) {
        int rows =
                database.write(handle -> handle.execute("insert into thing (id) values (?)", id));
        assertThat(rows).isEqualTo(1);
    }

    private static int count(Database database) {
        return number(database, "select count(*) from thing");
    }

    private static int weight(Database database) {
        return number(database, "select weight from thing");
    }

    private static int number(Database database, String sql) {
        return database.read(handle -> handle.createQuery(sql).mapTo(Integer.class).one());
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
