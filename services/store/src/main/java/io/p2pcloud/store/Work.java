package io.p2pcloud.store;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// What is done with the database inside one transaction. It must not call the [Database] again.
@FunctionalInterface
public interface Work<T extends @Nullable Object> {
    T on(Handle handle);
}
