package io.p2pcloud.tenant;

import io.p2pcloud.common.Bytes32;
import io.p2pcloud.common.Hex;
import io.p2pcloud.common.Signal;
import io.p2pcloud.store.Journal;
import io.p2pcloud.tenant.ServerRecord.Stage;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The servers that this journal knows.
final class ServerCases {
    private static final String KIND = "server";

    private final Journal journal;
    private final Secrets secrets;
    private final InstantSource clock;
    private final Map<ServerId, ServerCase> cases = new ConcurrentHashMap<>();
    private final Signal<List<ServerSnapshot>> snapshots = new Signal<>(List.of());
    private volatile NewestBundle newest = NewestBundle.UNKNOWN;

    ServerCases(Journal journal, Secrets secrets, InstantSource clock) {
        this.journal = journal;
        this.secrets = secrets;
        this.clock = clock;
    }

    /// All servers, newest first; also those that are over.
    Signal<List<ServerSnapshot>> snapshots() {
        return snapshots;
    }

    /// What machines are started from from now on.
    void newest(NewestBundle bundle) {
        newest = bundle;
        publish();
    }

    List<ServerCase> all() {
        return List.copyOf(cases.values());
    }

    ServerCase of(ServerId id) {
        var server = cases.get(id);
        if (server == null) {
            throw new IllegalArgumentException("There is no server " + id + ".");
        }
        return server;
    }

    /// Reads what an earlier run left unfinished.
    List<ServerCase> read() {
        for (var flow : journal.unfinished(KIND)) {
            var record = flow.last().state(ServerRecord.class).found();
            var server = new ServerCase(record, flow.id(), journal, () -> newest, this::publish);
            cases.put(server.id(), server);
        }
        publish();
        return all();
    }

    /// Notes a new server, with keys of its own.
    ///
    /// @param backup from which its disk is made; null where a guest formats it
    ServerCase begin(ServerSpec spec, String imageRootHash, @Nullable String backup) {
        var id = new ServerId(Hex.plain(fresh(secrets.random(), 8)));
        var record =
                new ServerRecord(
                        id.value(),
                        spec,
                        clock.instant(),
                        imageRootHash,
                        freshWord(secrets.random()),
                        freshWord(secrets.random()),
                        secrets.newHostKey(id).publicKey(),
                        Stage.ORDERING,
                        null,
                        null,
                        0,
                        false,
                        null,
                        0,
                        null,
                        backup,
                        null);
        var flow = journal.begin(KIND, id.value(), "ordering", record);
        var server = new ServerCase(record, flow, journal, () -> newest, this::publish);
        cases.put(id, server);
        publish();
        return server;
    }

    void publish() {
        snapshots.set(
                cases.values().stream()
                        .map(ServerCase::snapshot)
                        .sorted(Comparator.comparing(ServerSnapshot::created).reversed())
                        .toList());
    }

    static String freshWord(SecureRandom random) {
        return Bytes32.of(fresh(random, Bytes32.SIZE)).toHex();
    }

    private static byte[] fresh(SecureRandom random, int size) {
        var bytes = new byte[size];
        random.nextBytes(bytes);
        return bytes;
    }
}
