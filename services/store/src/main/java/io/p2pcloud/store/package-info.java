/// One embedded H2 database a folder: exclusive, durable at each commit, migrated by our own small
/// migrator, backed up and restored. Beside it the [io.p2pcloud.store.Journal] of long flows, which
/// resume after a crash, and the lock by which exactly one process owns a folder. No module above
/// sees a JDBC URL.
@NullMarked
package io.p2pcloud.store;

import org.jspecify.annotations.NullMarked;
