package io.p2pcloud.views.history;

import io.p2pcloud.history.Cursor;
import io.p2pcloud.history.Entry;
import io.p2pcloud.history.EntryFilter;
import io.p2pcloud.history.EntryLine;
import io.p2pcloud.history.EntrySort;
import io.p2pcloud.history.LedgerSummary;
import io.p2pcloud.history.Slice;
import io.p2pcloud.history.TimelineItem;
import io.p2pcloud.history.Totals;
import io.p2pcloud.views.common.Background;
import io.p2pcloud.views.common.Money;
import io.p2pcloud.views.common.Notices;
import io.p2pcloud.views.common.Problem;
import io.p2pcloud.views.common.Texts;
import io.p2pcloud.views.common.Times;
import io.p2pcloud.views.common.Tone;
import io.p2pcloud.views.common.ViewModel;
import io.p2pcloud.views.session.ChainStatus;
import io.p2pcloud.views.session.NetworkState;
import io.p2pcloud.views.session.Services;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// The ledger on screen. Rows come in pages, as far as the reader scrolls.
public final class HistoryModel extends ViewModel {
    private static final int PAGE = 200;

    private final Services services;
    private final Notices notices;
    private final Money money;
    private final Times times;
    private final StringProperty words = new SimpleStringProperty("");
    private final ObjectProperty<Group> group = new SimpleObjectProperty<>(Group.ALL);
    private final ObjectProperty<EntrySort> sort = new SimpleObjectProperty<>(EntrySort.NEWEST);
    private final ObservableList<EntryLine> rows = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<Figures> figures =
            new ReadOnlyObjectWrapper<>(new Figures(0, 0, Totals.NONE));
    private final ReadOnlyObjectWrapper<LedgerSummary> summary =
            new ReadOnlyObjectWrapper<>(LedgerSummary.EMPTY);
    private final ReadOnlyObjectWrapper<Optional<Problem>> problem =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Story>> story =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyBooleanWrapper read = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper online = new ReadOnlyBooleanWrapper();
    private @Nullable Cursor next;
    private int query;
    private boolean turning;

    /// @param found rows that the filter lets through
    /// @param all rows in the ledger
    /// @param totals of the rows found
    public record Figures(long found, long all, Totals totals) {}

    /// A lease with everything that happened to it.
    public record Story(EntryLine chosen, List<TimelineItem> items) {
        public Story {
            items = List.copyOf(items);
        }
    }

    private record Found(Slice<EntryLine> first, Figures figures) {}

    public HistoryModel(Services services, Background background, Notices notices) {
        super(background);
        this.services = services;
        this.notices = notices;
        money = new Money(services.money());
        times = new Times(services.clock(), services.zone());
        words.addListener(_ -> look());
        group.addListener(_ -> look());
        sort.addListener(_ -> look());
    }

    public StringProperty words() {
        return words;
    }

    public ObjectProperty<Group> group() {
        return group;
    }

    public ObjectProperty<EntrySort> sort() {
        return sort;
    }

    public ObservableList<EntryLine> rows() {
        return rows;
    }

    public ReadOnlyObjectProperty<Figures> figures() {
        return figures.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<LedgerSummary> summary() {
        return summary.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Optional<Problem>> problem() {
        return problem.getReadOnlyProperty();
    }

    /// The chosen row's lease; empty when none is chosen.
    public ReadOnlyObjectProperty<Optional<Story>> story() {
        return story.getReadOnlyProperty();
    }

    /// Whether the ledger was read once, so that what is empty is empty.
    public ReadOnlyBooleanProperty read() {
        return read.getReadOnlyProperty();
    }

    /// Whether the chain is being read, so that new rows may come.
    public ReadOnlyBooleanProperty online() {
        return online.getReadOnlyProperty();
    }

    Money money() {
        return money;
    }

    Times times() {
        return times;
    }

    private EntryFilter filter() {
        return EntryFilter.ALL.ofKinds(group.get().kinds()).containing(words.get());
    }

    /// Reads the first page of what the filter lets through.
    public void look() {
        int mine = ++query;
        var filter = filter();
        var order = sort.get();
        background()
                .run(
                        () -> {
                            var ledger = services.ledger();
                            return new Found(
                                    ledger.entries(filter, order, null, PAGE),
                                    new Figures(
                                            ledger.count(filter),
                                            ledger.count(EntryFilter.ALL),
                                            ledger.totals(filter)));
                        },
                        found -> {
                            if (mine == query) {
                                problem.set(Optional.empty());
                                turning = false;
                                next = found.first().next();
                                rows.setAll(found.first().rows());
                                figures.set(found.figures());
                                read.set(true);
                            }
                        },
                        why -> problem.set(Optional.of(why)));
    }

    /// Reads the next page, if there is one: the reader has come near the end.
    public void more() {
        var from = next;
        if (from == null || turning) {
            return;
        }
        turning = true;
        int mine = query;
        var filter = filter();
        var order = sort.get();
        background()
                .run(
                        () -> services.ledger().entries(filter, order, from, PAGE),
                        page -> {
                            if (mine == query) {
                                turning = false;
                                next = page.next();
                                rows.addAll(page.rows());
                            }
                        },
                        why -> {
                            turning = false;
                            notices.failed(why);
                        });
    }

    /// Shows the story of a row's lease.
    public void choose(@Nullable EntryLine line) {
        if (line == null) {
            story.set(Optional.empty());
            return;
        }
        if (line.entry().lease().equals(Entry.ACCOUNT)) {
            story.set(Optional.of(new Story(line, List.of())));
            return;
        }
        background()
                .run(
                        () -> services.ledger().timeline(line.entry().lease()),
                        items -> story.set(Optional.of(new Story(line, items))),
                        notices::failed);
    }

    /// Writes the rows that the filter lets through as CSV.
    public void export(Path to) {
        var filter = filter();
        background()
                .run(
                        () -> services.ledger().exportCsv(filter, money.denomination(), to),
                        count ->
                                notices.say(
                                        Tone.SUCCESS,
                                        Texts.of(
                                                "history.exported",
                                                Texts.count("history.rows", count),
                                                to.getFileName())),
                        notices::failed);
    }

    @Override
    protected void start() {
        follow(services.network().state(), it -> online.set(isReading(it)));
        follow(
                services.ledger().summary(),
                it -> {
                    summary.set(it);
                    look();
                });
    }

    private static boolean isReading(NetworkState state) {
        return state instanceof NetworkState.Connected(var session)
                && !(session.chain().get() instanceof ChainStatus.Lost);
    }
}
