package io.p2pcloud.views.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.p2pcloud.chain.TxHash;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.history.Entry;
import io.p2pcloud.history.EntryFilter;
import io.p2pcloud.history.EntryKind;
import io.p2pcloud.history.EntrySort;
import io.p2pcloud.history.Role;
import io.p2pcloud.history.TimelineItem;
import io.p2pcloud.views.common.Notices;
import io.p2pcloud.views.example.Example;
import io.p2pcloud.views.example.ExampleLedger;
import io.p2pcloud.views.example.World;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryModelTest {
    @TempDir Path temp;
    private World world;
    private final List<String> said = new ArrayList<>();
    private final Notices notices = (_, words) -> said.add(words);

    @BeforeEach
    void begin() {
        world = new World(temp);
    }

    @AfterEach
    void end() {
        world.close();
    }

    private HistoryModel model() {
        var model = new HistoryModel(world.services(), World.background(), notices);
        model.activate();
        return model;
    }

    @Test
    void isEmptyOnlyAfterTheLedgerWasRead() {
        var model = new HistoryModel(world.services(), World.background(), notices);
        assertThat(model.read().get()).isFalse();
        model.activate();
        assertThat(model.read().get()).isTrue();
    }

    @Test
    void opensAtOnceWithoutANetwork() {
        ExampleLedger.fill(world.ledger);
        var model = model();
        assertThat(model.online().get()).isFalse();
        assertThat(model.rows()).hasSameSizeAs(all());
        assertThat(model.summary().get().asOf()).isNotNull();
    }

    private List<?> all() {
        return world.ledger.entries(EntryFilter.ALL, EntrySort.NEWEST, null, 10_000).rows();
    }

    @Test
    void showsTotalsThatEqualTheRows() {
        ExampleLedger.fill(world.ledger);
        var model = model();
        assertThat(model.figures().get().totals()).isEqualTo(world.ledger.totals(EntryFilter.ALL));
        assertThat(model.figures().get().found()).isEqualTo(model.figures().get().all());
    }

    @Test
    void narrowsRowsByGroupAndWords() {
        ExampleLedger.fill(world.ledger);
        var model = model();
        model.group().set(Group.PAYMENTS);
        assertThat(model.rows())
                .allMatch(it -> it.entry().kind().effect() != EntryKind.Effect.NONE)
                .noneMatch(it -> it.entry().kind() == EntryKind.GAS);
        model.group().set(Group.ALL);
        model.words().set("mail-relay");
        assertThat(model.rows()).isNotEmpty().allMatch(it -> it.label().equals("mail-relay"));
        assertThat(model.figures().get().found()).isLessThan(model.figures().get().all());
    }

    @Test
    void turnsPagesAsTheReaderScrolls() {
        var entries = new ArrayList<Entry>();
        for (int i = 0; i < 450; i++) {
            entries.add(
                    new Entry(
                            Example.lease(1),
                            Role.TENANT,
                            EntryKind.PAID,
                            Example.money("0.01"),
                            Example.block(i, Example.NOW.minusSeconds(450 - i)),
                            new TxHash(Bytes32.ofNumber(7000L + i)),
                            0,
                            Example.trust(),
                            ""));
        }
        world.ledger.record(entries);
        var model = model();
        assertThat(model.rows()).hasSize(200);
        model.more();
        model.more();
        model.more();
        assertThat(model.rows()).hasSize(450).doesNotHaveDuplicates();
        model.sort().set(EntrySort.OLDEST);
        assertThat(model.rows()).hasSize(200);
        assertThat(model.rows().getFirst().entry()).isEqualTo(entries.getFirst());
    }

    @Test
    void tellsALeasesWholeStory() {
        ExampleLedger.fill(world.ledger);
        var model = model();
        var row =
                model.rows().stream()
                        .filter(it -> it.label().equals("my-first-server"))
                        .findFirst()
                        .orElseThrow();
        model.choose(row);
        var items = model.story().get().orElseThrow().items();
        assertThat(items).anyMatch(TimelineItem.WasChecked.class::isInstance);
        assertThat(items).anyMatch(TimelineItem.WasNoted.class::isInstance);
        model.choose(null);
        assertThat(model.story().get()).isEmpty();
    }

    @Test
    void exportsWhatTheFilterLetsThrough() throws java.io.IOException {
        ExampleLedger.fill(world.ledger);
        var model = model();
        model.group().set(Group.GAS);
        var file = temp.resolve("gas.csv");
        model.export(file);
        assertThat(Files.readAllLines(file)).hasSize(model.rows().size() + 1);
        assertThat(said.getFirst()).contains("gas.csv");
    }

    @Test
    void saysWhereAFileCouldNotBeWritten() {
        var model = model();
        model.export(temp.resolve("missing").resolve("x.csv"));
        assertThat(said.getFirst()).contains("x.csv");
    }

    @Test
    void showsNewRowsAsTheyAreRecorded() {
        var model = model();
        assertThat(model.rows()).isEmpty();
        ExampleLedger.fill(world.ledger);
        assertThat(model.rows()).isNotEmpty();
    }
}
