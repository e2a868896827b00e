package io.p2pcloud.store;

import io.p2pcloud.store.StoreException.Reason;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.h2.engine.DbObject;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.db.ValueDataType;
import org.h2.mvstore.tx.TransactionStore;
import org.h2.mvstore.type.MetaType;
import org.h2.result.SearchRow;
import org.h2.value.VersionedValue;
import org.jspecify.annotations.Nullable;

/// Reads, without running any of it, what a database file would define when it is opened. H2 keeps
/// its objects as statements and runs them at every opening; a trigger's may hold Java source that
/// is compiled and called there. So a file from elsewhere (a backup someone was handed) may hold
/// nothing but plain tables.
final class StoredObjects {
    /// H2's map of objects: number to (id, head, type, statement).
    private static final String META = "table.0";

    private static final int TYPE = 2;
    private static final int STATEMENT = 3;

    /// What our own schemas lead to, by the type of object.
    private static final Map<Integer, Pattern> ALLOWED =
            Map.of(
                    DbObject.TABLE_OR_VIEW,
                    Pattern.compile("CREATE CACHED TABLE \"PUBLIC\"\\..*", Pattern.DOTALL),
                    DbObject.INDEX,
                    Pattern.compile("CREATE (UNIQUE |PRIMARY KEY |INDEX ).*", Pattern.DOTALL),
                    DbObject.USER,
                    Pattern.compile("CREATE USER IF NOT EXISTS \"P2PCLOUD\" .*"),
                    DbObject.SEQUENCE,
                    Pattern.compile("CREATE SEQUENCE .*", Pattern.DOTALL),
                    DbObject.CONSTRAINT,
                    Pattern.compile(
                            "ALTER TABLE \"PUBLIC\"\\..* ADD CONSTRAINT .*", Pattern.DOTALL),
                    DbObject.SETTING,
                    Pattern.compile("SET (CREATE_BUILD|WRITE_DELAY|DB_CLOSE_DELAY) -?[0-9]+"));

    /// Functions that reach outside the database from a default value or a check.
    private static final Set<String> FORBIDDEN =
            Set.of("FILE_READ", "FILE_WRITE", "CSVREAD", "CSVWRITE", "LINK_SCHEMA", " ENGINE ");

    private StoredObjects() {}

    /// @throws StoreException (UNSAFE) when the file defines anything else than plain tables
    static void require(DatabasePath path) {
        try (var store = new MVStore.Builder().fileName(path.file().toString()).readOnly().open()) {
            if (!store.hasMap(META)) {
                return;
            }
            for (var stored : objects(store).values()) {
                var row = stored.getCurrentValue();
                int type = row.getValue(TYPE).getInt();
                var statement = row.getValue(STATEMENT).getString();
                if (!isPlain(type, statement)) {
                    throw new StoreException(
                            Reason.UNSAFE,
                            path.file()
                                    + " holds something that P2P Cloud never writes and that could"
                                    + " run code: do not use this file; restore a backup of your"
                                    + " own.");
                }
            }
        }
    }

    static boolean isPlain(int type, @Nullable String statement) {
        var allowed = ALLOWED.get(type);
        return statement != null
                && allowed != null
                && allowed.matcher(statement).matches()
                && FORBIDDEN.stream().noneMatch(statement.toUpperCase(Locale.ROOT)::contains);
    }

    private static MVMap<Long, VersionedValue<SearchRow>> objects(MVStore store) {
        // The types as H2's own Store class gives them; without waiting for locks.
        var transactions =
                new TransactionStore(
                        store,
                        new MetaType<org.h2.engine.Database>(
                                null, store.backgroundExceptionHandler),
                        new ValueDataType(),
                        0);
        return transactions.openMap(META, null, null);
    }
}
