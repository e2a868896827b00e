package io.p2pcloud.store;

/// Looks at what a database file would define when it is opened.
final class StoredObjects {
    private StoredObjects() {}

    static void require(DatabasePath path) {}
}
