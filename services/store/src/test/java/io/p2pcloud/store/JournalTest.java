package io.p2pcloud.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00.123456Z");

    @TempDir Path temp;
    private Database database;
    private Journal journal;

    record Launch(String lease, int boot) {}

    @BeforeEach
    void open() {
        database =
                Database.open(
                        temp.resolve("ledger"), List.of(Journal.SCHEMA), InstantSource.system());
        journal = new Journal(database, InstantSource.fixed(NOW));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void remembersEachStepOfAFlowAcrossARestart() {
        var flow = journal.begin("launch", "0x01", "order", new Launch("0x01", 1));
        var step = journal.step(flow, "match", Map.of("block", 7));
        close();
        open();
        var found = journal.unfinished("launch");
        assertThat(found).hasSize(1);
        assertThat(found.getFirst().subject()).isEqualTo("0x01");
        assertThat(found.getFirst().steps().getFirst().state(Launch.class))
                .isEqualTo(new Launch("0x01", 1));
        assertThat(found.getFirst().last()).isEqualTo(step);
        assertThat(step.at()).isEqualTo(NOW);
        assertThat(step.number()).isEqualTo(2);
        assertThat(step.state().required("block").asInt()).isEqualTo(7);
    }

    @Test
    void forgetsNothingOfAFinishedFlowButListsItNoMore() {
        var first = journal.begin("launch", "a", "order", Map.of());
        var second = journal.begin("close", "b", "stop", Map.of());
        journal.finish(first, "failed", Map.of("reason", "NO_MATCH"));
        assertThat(journal.unfinished()).extracting(Flow::id).containsExactly(second);
        assertThat(journal.unfinished("launch")).isEmpty();
        var done = journal.flow(first).orElseThrow();
        assertThat(done.finished()).isTrue();
        assertThat(done.steps()).extracting(Step::name).containsExactly("order", "failed");
    }

    @Test
    void refusesAStepAfterTheEnd() {
        var flow = journal.begin("launch", "a", "order", Map.of());
        journal.finish(flow, "done", Map.of());
        assertThatThrownBy(() -> journal.step(flow, "more", Map.of()))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> journal.finish(flow, "done", Map.of()))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> journal.step(new FlowId(99), "x", Map.of()))
                .isInstanceOf(IllegalStateException.class);
        assertThat(journal.flow(new FlowId(99))).isEmpty();
    }
}
