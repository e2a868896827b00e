package io.p2pcloud.store;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import org.h2.jdbcx.JdbcConnectionPool;
import org.jdbi.v3.core.Jdbi;

/// One open H2 file.
final class Engine implements AutoCloseable {
    private static final int CONNECTIONS = 8;

    static {
        // Read once, when H2's classes load: nothing stored in a file may name a class to run.
        System.setProperty("h2.allowedClasses", "");
    }

    private final DatabasePath path;
    private final JdbcConnectionPool pool;
    private final Jdbi jdbi;

    private Engine(DatabasePath path, JdbcConnectionPool pool) {
        this.path = path;
        this.pool = pool;
        this.jdbi = Jdbi.create(pool);
    }

    /// Opens the file, or makes it.
    ///
    /// @throws StoreException when it is damaged, too new, or the disk fails
    static Engine open(DatabasePath path) {
        try {
            if (Files.exists(path.file()) && Files.size(path.file()) > 0) {
                StoredObjects.require(path);
            }
            // Made here, because H2 would make it readable for everybody.
            OwnerOnly.file(path.file());
            var pool = JdbcConnectionPool.create(path.url(), "p2pcloud", "");
            pool.setMaxConnections(CONNECTIONS);
            var engine = new Engine(path, pool);
            try {
                engine.jdbi.useHandle(handle -> handle.execute("select 1"));
            } catch (RuntimeException e) {
                pool.dispose();
                throw e;
            }
            return engine;
        } catch (IOException e) {
            throw Failures.of("open " + path.file(), e);
        } catch (RuntimeException e) {
            throw Failures.of(path.file().toString(), e);
        }
    }

    Jdbi jdbi() {
        return jdbi;
    }

    @Override
    public void close() {
        // Plain JDBC, because Jdbi asks the connection for more after it has gone.
        try (var connection = pool.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("shutdown");
            OwnerOnly.restrict(path.file());
        } catch (SQLException e) {
            throw Failures.of(path.file().toString(), new IllegalStateException(e));
        } catch (IOException e) {
            throw Failures.of("close " + path.file(), e);
        } catch (RuntimeException e) {
            throw Failures.of(path.file().toString(), e);
        } finally {
            pool.dispose();
        }
    }
}
