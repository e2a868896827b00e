package io.p2pcloud.history;

import io.p2pcloud.chain.BlockRef;
import io.p2pcloud.market.LeaseId;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Notes, proofs and how far the chain was read, in SQL.
final class NoteTable {
    private NoteTable() {}

    static void put(Handle handle, Note note) {
        handle.execute(
                "merge into note (lease, label, text, at) key (lease) values (?, ?, ?, ?)",
                note.lease().value().toArray(),
                note.label(),
                note.text(),
                Columns.of(note.at()));
    }

    static Optional<Note> find(Handle handle, LeaseId lease) {
        return handle.select("select * from note where lease = ?", lease.value().toArray())
                .map((row, context) ->
                        new Note(
                                lease,
                                row.getString("label"),
                                row.getString("text"),
                                Columns.time(row, "at")))
                .findOne();
    }

    static void put(Handle handle, Proof proof) {
        handle.execute(
                "insert into proof (lease, kind, verdict, words, evidence, at) values (?, ?, ?, ?,"
                        + " ?, ?)",
                proof.lease().value().toArray(),
                proof.kind().name(),
                proof.verdict(),
                proof.words(),
                proof.evidence(),
                Columns.of(proof.at()));
    }

    static List<Proof> proofs(Handle handle, LeaseId lease) {
        return handle.select(
                        "select * from proof where lease = ? order by at, id",
                        lease.value().toArray())
                .map((row, context) ->
                        new Proof(
                                lease,
                                Proof.Kind.valueOf(row.getString("kind")),
                                row.getString("verdict"),
                                row.getString("words"),
                                row.getString("evidence"),
                                Columns.time(row, "at")))
                .list();
    }

    static void put(Handle handle, AsOf asOf) {
        handle.execute(
                "merge into as_of (one, block, block_hash, block_time, checked_at, trust) key (one)"
                        + " values (true, ?, ?, ?, ?, ?)",
                asOf.block().number(),
                asOf.block().hash().toArray(),
                Columns.of(asOf.block().time()),
                Columns.of(asOf.checkedAt()),
                TrustText.write(asOf.trust()));
    }

    static @Nullable AsOf asOf(Handle handle) {
        return handle.createQuery("select * from as_of")
                .map((row, context) ->
                        new AsOf(
                                new BlockRef(
                                        row.getLong("block"),
                                        Columns.word(row, "block_hash"),
                                        Columns.time(row, "block_time")),
                                Columns.time(row, "checked_at"),
                                TrustText.read(row.getString("trust"))))
                .findOne()
                .orElse(null);
    }
}
