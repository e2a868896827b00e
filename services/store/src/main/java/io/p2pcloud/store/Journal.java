package io.p2pcloud.store;

import io.p2pcloud.common.Json;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/// The append-only record of long flows. Each step is written, and on the disk, **before** it is
/// taken, so that after a crash [#unfinished] tells where to resume.
public final class Journal {
    public static final Schema SCHEMA =
            new Schema(
                    "journal",
                    List.of(
                            """
                            create table flow (
                                id bigint generated always as identity primary key,
                                kind varchar(64) not null,
                                subject varchar(256) not null,
                                finished boolean not null default false);
                            create index flow_open on flow (finished, kind, id);
                            create table flow_step (
                                flow bigint not null references flow (id),
                                number int not null,
                                name varchar(64) not null,
                                state varchar(1000000) not null,
                                at timestamp(6) with time zone not null,
                                primary key (flow, number))
                            """));

    private static final String SELECT =
            """
            select f.id, f.kind, f.subject, f.finished, s.number, s.name, s.state, s.at
            from flow f join flow_step s on s.flow = f.id
            """;

    private final Database database;
    private final InstantSource clock;

    public Journal(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /// Opens a flow with its first step.
    ///
    /// @param state written as JSON: a record, a map, a [tools.jackson.databind.JsonNode]; no
    ///   secrets
    public FlowId begin(String kind, String subject, String step, Object state) {
        return database.write(handle -> {
            long id =
                    handle.createUpdate("insert into flow (kind, subject) values (?, ?)")
                            .bind(0, kind)
                            .bind(1, subject)
                            .executeAndReturnGeneratedKeys("id")
                            .mapTo(Long.class)
                            .one();
            append(handle, new FlowId(id), step, state);
            return new FlowId(id);
        });
    }

    /// Notes the step that is about to be taken.
    ///
    /// @throws IllegalStateException when there is no such flow or it is finished
    public Step step(FlowId flow, String step, Object state) {
        return database.write(handle -> {
            requireOpen(handle, flow);
            return append(handle, flow, step, state);
        });
    }

    /// Ends a flow, well or badly, with its outcome as the last step.
    ///
    /// @throws IllegalStateException when there is no such flow or it is finished
    public Step finish(FlowId flow, String outcome, Object state) {
        return database.write(handle -> {
            requireOpen(handle, flow);
            handle.execute("update flow set finished = true where id = ?", flow.number());
            return append(handle, flow, outcome, state);
        });
    }

    /// The flows of every kind that were begun and not finished, oldest first.
    public List<Flow> unfinished() {
        return database.read(handle ->
                flows(
                        handle.select(
                                SELECT
                                        + " where f.finished = false order by f.id,"
                                        + " s.number")));
    }

    /// The flows of one kind that were begun and not finished, oldest first.
    public List<Flow> unfinished(String kind) {
        return database.read(handle ->
                flows(
                        handle.select(
                                SELECT
                                        + " where f.finished = false and f.kind = ? order"
                                        + " by f.id, s.number",
                                kind)));
    }

    public Optional<Flow> flow(FlowId id) {
        return database.read(handle ->
                flows(handle.select(SELECT + " where f.id = ? order by s.number", id.number()))
                        .stream()
                        .findFirst());
    }

    private Step append(Handle handle, FlowId flow, String name, Object state) {
        int number =
                handle.createQuery(
                                "select coalesce(max(number), 0) + 1 from flow_step where flow = ?")
                        .bind(0, flow.number())
                        .mapTo(Integer.class)
                        .one();
        // The column holds microseconds: what is returned is what will be read.
        var step =
                new Step(
                        number,
                        name,
                        Json.write(state),
                        clock.instant().truncatedTo(ChronoUnit.MICROS));
        handle.execute(
                "insert into flow_step (flow, number, name, state, at) values (?, ?, ?, ?, ?)",
                flow.number(),
                number,
                name,
                step.json(),
                step.at().atOffset(ZoneOffset.UTC));
        return step;
    }

    private static void requireOpen(Handle handle, FlowId flow) {
        var finished =
                handle.createQuery("select finished from flow where id = ?")
                        .bind(0, flow.number())
                        .mapTo(Boolean.class)
                        .findOne()
                        .orElseThrow(() -> new IllegalStateException("there is no flow " + flow));
        if (finished) {
            throw new IllegalStateException("flow " + flow + " is finished");
        }
    }

    private static List<Flow> flows(Query query) {
        Map<FlowId, List<Row>> rows =
                query
                        .map((row, context) ->
                                new Row(
                                        new FlowId(row.getLong("id")),
                                        row.getString("kind"),
                                        row.getString("subject"),
                                        row.getBoolean("finished"),
                                        new Step(
                                                row.getInt("number"),
                                                row.getString("name"),
                                                row.getString("state"),
                                                row.getObject("at", Instant.class))))
                        .stream()
                        .collect(
                                Collectors.groupingBy(
                                        Row::flow, LinkedHashMap::new, Collectors.toList()));
        return rows.values().stream().map(Journal::flow).toList();
    }

    private static Flow flow(List<Row> rows) {
        var first = rows.getFirst();
        return new Flow(
                first.flow(),
                first.kind(),
                first.subject(),
                first.finished(),
                rows.stream().map(Row::step).toList());
    }

    private record Row(FlowId flow, String kind, String subject, boolean finished, Step step) {}
}
