package io.p2pcloud.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.p2pcloud.store.StoreException.Reason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoredObjectsTest {
    private static final Schema TABLE = new Schema("test", List.of("create table thing (id int)"));

    @TempDir Path temp;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create view v as select * from thing",
                "create domain d as int check (value > 0)",
                "create constant c value 1",
                "create schema s",
                "create role r",
                "create user intruder password 'x'",
                "create synonym s for thing",
                "create alias a as $$ int a() { return 1; } $$",
                "create table t (x varchar default file_read('/etc/passwd', 'utf8'))",
                "create table t (x varchar check (file_read('/etc/' || x) is null))",
                "create memory table t (x int)"
            })
    void refusesAFileWithAnythingButPlainTables(String statement) throws SQLException {
        foreign(statement);
        assertThatThrownBy(() -> open().close())
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNSAFE));
    }

    @Test
    void refusesATriggerBeforeItsSourceIsCompiledOrRun() throws SQLException {
        var witness = temp.resolve("witness");
        // The witness is made when the trigger is loaded, which H2 does when it opens the file.
        foreign(
                """
                create trigger t before insert on thing as $$
                org.h2.api.Trigger create() throws Exception {
                    java.nio.file.Files.writeString(java.nio.file.Path.of("%s"), "ran");
                    return new org.h2.api.Trigger() {
                        public void fire(java.sql.Connection c, Object[] a, Object[] b) {}
                    };
                } $$
                """
                        .formatted(witness));
        assertThat(witness).exists();
        assertThat(witness.toFile().delete()).isTrue();
        assertThatThrownBy(() -> open().close())
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNSAFE));
        assertThat(witness).doesNotExist();
    }

    @Test
    void refusesABackupWithATriggerAndKeepsThePresentFile() throws Exception {
        open().close();
        var backup = temp.resolve("backup.zip");
        try (var connection =
                        DriverManager.getConnection(
                                "jdbc:h2:file:" + temp.resolve("evil"), "p2pcloud", "");
                var statement = connection.createStatement()) {
            statement.execute("create alias a as $$ int a() { return 1; } $$");
            statement.execute("backup to '" + backup + "'");
        }
        assertThatThrownBy(() ->
                        Database.restore(backup, temp.resolve("ledger"), InstantSource.system()))
                .isInstanceOf(StoreException.class);
        assertThat(Files.exists(temp.resolve("ledger.mv.db"))).isTrue();
        open().close();
    }

    private Database open() {
        return Database.open(temp.resolve("ledger"), List.of(TABLE), InstantSource.system());
    }

    /// A file of ours to which somebody has added a statement.
    private void foreign(String statement) throws SQLException {
        open().close();
        try (var connection =
                        DriverManager.getConnection(
                                "jdbc:h2:file:" + temp.resolve("ledger"), "p2pcloud", "");
                var sql = connection.createStatement()) {
            sql.execute(statement);
            sql.execute("shutdown");
        }
    }
}
