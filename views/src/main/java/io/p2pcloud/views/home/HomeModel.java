package io.p2pcloud.views.home;

import io.p2pcloud.common.Signal.Subscription;
import io.p2pcloud.common.TokenAmount;
import io.p2pcloud.history.EntryFilter;
import io.p2pcloud.history.EntryKind;
import io.p2pcloud.history.EntryLine;
import io.p2pcloud.history.EntrySort;
import io.p2pcloud.history.Role;
import io.p2pcloud.provider.HostingSnapshot;
import io.p2pcloud.tenant.ServerSnapshot;
import io.p2pcloud.tenant.ServerState;
import io.p2pcloud.views.common.Background;
import io.p2pcloud.views.common.Money;
import io.p2pcloud.views.common.Navigator;
import io.p2pcloud.views.common.Page;
import io.p2pcloud.views.common.Place;
import io.p2pcloud.views.common.Problem;
import io.p2pcloud.views.common.Times;
import io.p2pcloud.views.common.ViewModel;
import io.p2pcloud.views.session.AccountLine;
import io.p2pcloud.views.session.NetworkState;
import io.p2pcloud.views.session.Services;
import io.p2pcloud.views.session.Session;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// Everything at a glance, from all services.
public final class HomeModel extends ViewModel {
    private static final int NEWEST = 7;

    /// Gas goes with every event; it would fill the list.
    private static final EntryFilter EVENTS =
            EntryFilter.ALL.ofKinds(EnumSet.complementOf(EnumSet.of(EntryKind.GAS)));

    private final Services services;
    private final Navigator navigator;
    private final Money money;
    private final Times times;
    private final ReadOnlyObjectWrapper<NetworkState> network;
    private final ReadOnlyObjectWrapper<List<ServerSnapshot>> servers =
            new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyBooleanWrapper served = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<TokenAmount> earned =
            new ReadOnlyObjectWrapper<>(TokenAmount.ZERO);
    private final ReadOnlyObjectWrapper<Optional<HostingSnapshot>> hosting =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<List<AccountLine>> accounts =
            new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<Optional<ProvenFigures>> proven =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<List<EntryLine>> events =
            new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<Optional<Problem>> eventsFailed =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final List<Subscription> ofSession = new ArrayList<>();
    private Optional<Session> followed = Optional.empty();

    public HomeModel(Services services, Navigator navigator, Background background) {
        super(background);
        this.services = services;
        this.navigator = navigator;
        money = new Money(services.money());
        times = new Times(services.clock(), services.zone());
        network = new ReadOnlyObjectWrapper<>(services.network().state().get());
    }

    public ReadOnlyObjectProperty<NetworkState> network() {
        return network.getReadOnlyProperty();
    }

    /// Those that are not over, newest first.
    public ReadOnlyObjectProperty<List<ServerSnapshot>> servers() {
        return servers.getReadOnlyProperty();
    }

    /// Whether there ever was one.
    public ReadOnlyBooleanProperty served() {
        return served.getReadOnlyProperty();
    }

    /// What all leases have paid here, also those that are over.
    public ReadOnlyObjectProperty<TokenAmount> earned() {
        return earned.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Optional<HostingSnapshot>> hosting() {
        return hosting.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<List<AccountLine>> accounts() {
        return accounts.getReadOnlyProperty();
    }

    /// How many of the figures that were read are proven; empty without a network.
    public ReadOnlyObjectProperty<Optional<ProvenFigures>> proven() {
        return proven.getReadOnlyProperty();
    }

    /// The newest rows of the ledger.
    public ReadOnlyObjectProperty<List<EntryLine>> events() {
        return events.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<Problem>> eventsFailed() {
        return eventsFailed.getReadOnlyProperty();
    }

    Money money() {
        return money;
    }

    Times times() {
        return times;
    }

    /// Tokens of the renting account that can be spent: a provider's own pay for no server.
    TokenAmount free() {
        return sum(
                accounts.get().stream()
                        .filter(it -> it.use() == AccountLine.Use.TENANT)
                        .map(AccountLine::free)
                        .toList());
    }

    TokenAmount locked() {
        return sum(accounts.get().stream().map(AccountLine::locked).toList());
    }

    private static TokenAmount sum(List<TokenAmount> amounts) {
        return amounts.stream().reduce(TokenAmount.ZERO, TokenAmount::plus);
    }

    public void open(Page page) {
        navigator.open(page);
    }

    public void open(ServerSnapshot server) {
        navigator.open(Place.of(server.id()));
    }

    /// Starts the network on this computer.
    public void tryHere() {
        services.network().tryHere();
    }

    @Override
    protected void start() {
        follow(services.network().state(), this::changed);
        follow(services.ledger().summary(), _ -> readEvents());
        every(Duration.ofSeconds(1), this::countProven);
    }

    @Override
    protected void stop() {
        unfollow();
    }

    private void changed(NetworkState now) {
        network.set(now);
        var session =
                now instanceof NetworkState.Connected(var there)
                        ? Optional.of(there)
                        : Optional.<Session>empty();
        if (session.equals(followed)) {
            return;
        }
        unfollow();
        followed = session;
        session.ifPresent(there -> {
            ofSession.add(background().follow(there.servers().servers(), this::serversChanged));
            ofSession.add(
                    background()
                            .follow(there.hosting().state(), it -> hosting.set(Optional.of(it))));
            ofSession.add(background().follow(there.purse().accounts(), accounts::set));
            ofSession.add(background().follow(there.chain(), _ -> countProven()));
        });
    }

    private void unfollow() {
        followed = Optional.empty();
        ofSession.forEach(Subscription::close);
        ofSession.clear();
    }

    private void serversChanged(List<ServerSnapshot> all) {
        served.set(!all.isEmpty());
        servers.set(
                all.stream().filter(it -> !(it.state() instanceof ServerState.Closed)).toList());
    }

    private void countProven() {
        var now =
                followed.map(it ->
                        ProvenFigures.of(
                                it.proofs().state().get(),
                                it.proofs().figures().get().total(),
                                it.chain().get(),
                                times));
        if (!now.equals(proven.get())) {
            proven.set(now);
        }
    }

    private void readEvents() {
        background()
                .run(
                        () ->
                                services.ledger()
                                        .entries(EVENTS, EntrySort.NEWEST, null, NEWEST)
                                        .rows(),
                        rows -> {
                            events.set(rows);
                            eventsFailed.set(Optional.empty());
                        },
                        problem -> eventsFailed.set(Optional.of(problem)));
        background()
                .run(
                        () -> services.ledger().totals(EntryFilter.ALL.as(Role.PROVIDER)).earned(),
                        earned::set,
                        problem -> eventsFailed.set(Optional.of(problem)));
    }
}
