package io.p2pcloud.store;

import io.p2pcloud.common.Hex;
import io.p2pcloud.store.StoreException.Reason;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Brings the tables of a database to the versions that this build knows. H2 commits at every
/// `create` and `alter`, so that a step cannot be undone in place: [Database] lets the migrator
/// work on a copy and moves it into place when all steps are done.
final class Migrator {
    private final List<Schema> schemas;

    Migrator(List<Schema> schemas) {
        this.schemas = List.copyOf(schemas);
        long names = schemas.stream().map(Schema::component).distinct().count();
        if (names < schemas.size()) {
            throw new IllegalArgumentException("two schemas have one name: " + schemas);
        }
    }

    /// Whether steps are missing.
    ///
    /// @throws StoreException (NEWER, CHANGED) when the database is not an earlier state of this
    ///   build's
    boolean isBehind(Jdbi jdbi) {
        return jdbi.withHandle(handle -> {
            var applied = applied(handle);
            check(applied);
            return schemas.stream()
                    .anyMatch(schema ->
                            stepsOf(applied, schema.component()).size() < schema.steps().size());
        });
    }

    void migrate(Jdbi jdbi, Instant now) {
        jdbi.useHandle(handle -> {
            handle.execute(
                    """
                    create table if not exists schema_version (
                        component varchar(40) not null,
                        version int not null,
                        checksum char(64) not null,
                        applied_at timestamp(6) with time zone not null,
                        primary key (component, version))
                    """);
            var applied = applied(handle);
            for (var schema : schemas) {
                int done = stepsOf(applied, schema.component()).size();
                for (int i = done; i < schema.steps().size(); i++) {
                    step(handle, schema, i, now);
                }
            }
        });
    }

    private static void step(Handle handle, Schema schema, int index, Instant now) {
        var sql = schema.steps().get(index);
        handle.useTransaction(transaction -> {
            transaction.createScript(sql).execute();
            transaction.execute(
                    "insert into schema_version (component, version, checksum, applied_at)"
                            + " values (?, ?, ?, ?)",
                    schema.component(),
                    index + 1,
                    checksum(sql),
                    now.atOffset(ZoneOffset.UTC));
        });
    }

    private void check(Map<String, Map<Integer, String>> applied) {
        for (var component : applied.keySet()) {
            var known =
                    schemas.stream()
                            .filter(schema -> schema.component().equals(component))
                            .findFirst()
                            .map(Schema::steps)
                            .orElse(List.of());
            var steps = stepsOf(applied, component);
            if (steps.size() > known.size()) {
                throw new StoreException(
                        Reason.NEWER,
                        "The database was written by a newer version of P2P Cloud (its "
                                + component
                                + " tables are at version "
                                + steps.size()
                                + ", this one knows "
                                + known.size()
                                + "): start that version, or restore an older backup.");
            }
            for (int i = 0; i < steps.size(); i++) {
                if (!checksum(known.get(i)).equals(steps.get(i + 1))) {
                    throw new StoreException(
                            Reason.CHANGED,
                            "The database has other "
                                    + component
                                    + " tables (step "
                                    + (i + 1)
                                    + ") than this build of P2P Cloud: it comes from another build;"
                                    + " start that one, or restore a backup.");
                }
            }
        }
    }

    private static Map<Integer, String> stepsOf(
            Map<String, Map<Integer, String>> applied, String component) {
        return applied.getOrDefault(component, Map.of());
    }

    private static Map<String, Map<Integer, String>> applied(Handle handle) {
        boolean present =
                handle.createQuery(
                                        "select count(*) from information_schema.tables where table_schema ="
                                                + " 'PUBLIC' and table_name = 'SCHEMA_VERSION'")
                                .mapTo(Integer.class)
                                .one()
                        > 0;
        var applied = new HashMap<String, Map<Integer, String>>();
        if (present) {
            handle.select("select component, version, checksum from schema_version")
                    .map((row, context) ->
                            applied.computeIfAbsent(
                                            row.getString("component"), key -> new HashMap<>())
                                    .put(row.getInt("version"), row.getString("checksum")))
                    .list();
        }
        return applied;
    }

    private static String checksum(String sql) {
        try {
            return Hex.plain(
                    MessageDigest.getInstance("SHA-256")
                            .digest(sql.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
