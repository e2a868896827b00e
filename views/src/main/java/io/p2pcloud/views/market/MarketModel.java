package io.p2pcloud.views.market;

import io.p2pcloud.common.Address;
import io.p2pcloud.market.Offer;
import io.p2pcloud.market.OfferBook;
import io.p2pcloud.views.common.Background;
import io.p2pcloud.views.common.Loading;
import io.p2pcloud.views.common.Money;
import io.p2pcloud.views.common.Navigator;
import io.p2pcloud.views.common.Page;
import io.p2pcloud.views.common.Problem;
import io.p2pcloud.views.common.Texts;
import io.p2pcloud.views.common.Times;
import io.p2pcloud.views.common.ViewModel;
import io.p2pcloud.views.session.AccountLine;
import io.p2pcloud.views.session.ChainStatus;
import io.p2pcloud.views.session.Services;
import io.p2pcloud.views.session.Session;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.Observable;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// The offers of everyone, as they come in page by page; filtered here.
public final class MarketModel extends ViewModel {
    private static final Duration FRESH = Duration.ofSeconds(30);

    private final Session session;
    private final Navigator navigator;
    private final Consumer<Offer> rent;
    private final Money money;
    private final Times times;

    final StringProperty words = new SimpleStringProperty("");
    final ObjectProperty<Protection> protection = new SimpleObjectProperty<>(Protection.ALL);
    final StringProperty region = new SimpleStringProperty("");
    final ObjectProperty<Integer> vcpu = new SimpleObjectProperty<>(0);
    final ObjectProperty<Integer> memoryMib = new SimpleObjectProperty<>(0);
    final BooleanProperty openOnly = new SimpleBooleanProperty(true);

    /// Steps of the price scale.
    final IntegerProperty from = new SimpleIntegerProperty(0);

    final IntegerProperty to = new SimpleIntegerProperty(PriceScale.STEPS);

    private final ReadOnlyObjectWrapper<Loading<OfferBook>> book =
            new ReadOnlyObjectWrapper<>(new Loading.Reading<>(Texts.of("market.reading")));
    private final ReadOnlyObjectWrapper<Optional<Problem>> stale =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<ChainStatus> chain;
    private final ReadOnlyObjectWrapper<Found> found = new ReadOnlyObjectWrapper<>(Found.NOTHING);
    private final ReadOnlyObjectWrapper<Optional<OfferLine>> chosen =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ObservableList<OfferLine> rows = FXCollections.observableArrayList();
    private final ObservableList<String> regions = FXCollections.observableArrayList("");
    private List<OfferLine> lines = List.of();
    private int reading;
    private boolean busy;
    private boolean clearing;

    /// @param rent is told of the offer that the user wants
    public MarketModel(
            Session session,
            Services services,
            Navigator navigator,
            Background background,
            Consumer<Offer> rent) {
        super(background);
        this.session = session;
        this.navigator = navigator;
        this.rent = rent;
        money = new Money(services.money());
        times = new Times(services.clock(), services.zone());
        chain = new ReadOnlyObjectWrapper<>(session.chain().get());
        for (Observable each :
                List.of(words, protection, region, vcpu, memoryMib, openOnly, from, to)) {
            each.addListener(_ -> sift());
        }
    }

    /// The offers read so far.
    public ReadOnlyObjectProperty<Loading<OfferBook>> book() {
        return book.getReadOnlyProperty();
    }

    /// Why the offers on screen could not be read again; empty while they are of now.
    public ReadOnlyObjectProperty<Optional<Problem>> stale() {
        return stale.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<ChainStatus> chain() {
        return chain.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Found> found() {
        return found.getReadOnlyProperty();
    }

    /// The offers in range.
    public ObservableList<OfferLine> rows() {
        return rows;
    }

    /// Every region that occurs, the empty one for all first.
    ObservableList<String> regions() {
        return regions;
    }

    public ReadOnlyObjectProperty<Optional<OfferLine>> chosen() {
        return chosen.getReadOnlyProperty();
    }

    Money money() {
        return money;
    }

    Times times() {
        return times;
    }

    public void choose(@Nullable OfferLine line) {
        chosen.set(Optional.ofNullable(line));
    }

    /// Goes on to a server on the chosen offer.
    public void rent() {
        chosen.get().map(OfferLine::offer).ifPresent(rent);
    }

    void create() {
        navigator.open(Page.CREATE);
    }

    void provide() {
        navigator.open(Page.PROVIDE);
    }

    /// Whether an offer is this computer's own.
    boolean isOwn(OfferLine line) {
        return own().filter(line.offer().provider()::equals).isPresent();
    }

    private Optional<Address> own() {
        return session.purse().accounts().get().stream()
                .filter(it -> it.use() == AccountLine.Use.PROVIDER)
                .map(AccountLine::address)
                .findFirst();
    }

    /// Lets everything through again.
    public void clear() {
        clearing = true;
        words.set("");
        protection.set(Protection.ALL);
        region.set("");
        vcpu.set(0);
        memoryMib.set(0);
        openOnly.set(false);
        from.set(0);
        to.set(PriceScale.STEPS);
        clearing = false;
        sift();
    }

    /// Reads the offers again.
    public void look() {
        if (busy) {
            return;
        }
        busy = true;
        int mine = ++reading;
        if (!(book.get() instanceof Loading.Ready<OfferBook>)) {
            book.set(new Loading.Reading<>(Texts.of("market.reading")));
        }
        boolean first = !(book.get() instanceof Loading.Ready<OfferBook>);
        background()
                .run(
                        () ->
                                OfferBook.read(
                                        session.market(),
                                        part -> {
                                            if (first) {
                                                background().later(() -> came(mine, part));
                                            }
                                        }),
                        all -> {
                            busy = false;
                            stale.set(Optional.empty());
                            came(mine, all);
                        },
                        why -> {
                            busy = false;
                            if (book.get() instanceof Loading.Ready<OfferBook>) {
                                stale.set(Optional.of(why));
                            } else {
                                book.set(new Loading.Failed<>(why));
                            }
                        });
    }

    private void came(int read, OfferBook next) {
        boolean older =
                book.get() instanceof Loading.Ready<OfferBook>(var now)
                        && read == reading
                        && now.complete()
                        && !next.complete();
        if (read != reading || older) {
            return;
        }
        lines = OfferLine.all(next);
        book.set(new Loading.Ready<>(next));
        var all = lines.stream().map(OfferLine::region).filter(it -> !it.isEmpty());
        var named = all.distinct().sorted().toList();
        if (!named.equals(regions.subList(1, regions.size()))) {
            var wanted = region.get();
            regions.setAll(List.of(""));
            regions.addAll(named);
            region.set(regions.contains(wanted) ? wanted : "");
        }
        sift();
    }

    private OfferFilter filter() {
        return new OfferFilter(
                words.get(),
                protection.get().tier(),
                region.get() == null ? "" : region.get(),
                vcpu.get(),
                memoryMib.get(),
                Optional.empty(),
                Optional.empty(),
                openOnly.get());
    }

    private void sift() {
        if (clearing || !(book.get() instanceof Loading.Ready<OfferBook>)) {
            return;
        }
        var filter = filter();
        var fitting = lines.stream().filter(filter::fitsButForPrice).toList();
        var scale = PriceScale.of(lines, fitting);
        var priced = filter.priced(scale.from(from.get()), scale.to(to.get()));
        var wanted = fitting.stream().filter(priced).toList();
        var prices = wanted.stream().map(it -> it.offer().price()).sorted().toList();
        found.set(
                new Found(
                        scale,
                        fitting.size(),
                        wanted.size(),
                        prices.stream().findFirst(),
                        prices.isEmpty()
                                ? Optional.empty()
                                : Optional.of(prices.get(prices.size() / 2))));
        var before = chosen.get().map(it -> it.offer().id());
        rows.setAll(wanted);
        // Told twice, because the table has forgotten its selection.
        choose(null);
        before.flatMap(id -> wanted.stream().filter(it -> it.offer().id().equals(id)).findFirst())
                .ifPresent(this::choose);
    }

    @Override
    protected void start() {
        follow(session.chain(), chain::set);
        look();
        every(FRESH, this::look);
    }
}
