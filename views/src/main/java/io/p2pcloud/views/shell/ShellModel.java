package io.p2pcloud.views.shell;

import io.p2pcloud.common.Signal.Subscription;
import io.p2pcloud.tenant.ServerSnapshot;
import io.p2pcloud.tenant.ServerState;
import io.p2pcloud.views.common.Background;
import io.p2pcloud.views.common.Navigator;
import io.p2pcloud.views.common.Page;
import io.p2pcloud.views.common.Place;
import io.p2pcloud.views.common.ViewModel;
import io.p2pcloud.views.servers.ServerWords;
import io.p2pcloud.views.session.NetworkState;
import io.p2pcloud.views.session.Services;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// Where the user is, and where he can go.
public final class ShellModel extends ViewModel implements Navigator {
    private static final int SERVERS_SHOWN = 8;

    private final Services services;
    private final ReadOnlyObjectWrapper<Place> place;
    private final ReadOnlyObjectWrapper<NetworkState> network;
    private final ReadOnlyObjectWrapper<List<NavItem>> items =
            new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<List<ServerSnapshot>> servers =
            new ReadOnlyObjectWrapper<>(List.of());
    private @Nullable Subscription serversFollowed;

    public ShellModel(Services services, Background background) {
        super(background);
        this.services = services;
        network = new ReadOnlyObjectWrapper<>(services.network().state().get());
        place = new ReadOnlyObjectWrapper<>(Place.of(first()));
    }

    private Page first() {
        return network.get() instanceof NetworkState.Unset
                        && !services.preferences().get().welcomed()
                ? Page.WELCOME
                : Page.HOME;
    }

    public ReadOnlyObjectProperty<Place> place() {
        return place.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<NetworkState> network() {
        return network.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<List<NavItem>> items() {
        return items.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<List<ServerSnapshot>> servers() {
        return servers.getReadOnlyProperty();
    }

    /// Pages that need a network lead home while there is none.
    @Override
    public void open(Place next) {
        boolean there =
                network.get() instanceof NetworkState.Connected || !needsNetwork(next.page());
        place.set(there ? next : Place.of(Page.HOME));
    }

    static boolean needsNetwork(Page page) {
        return switch (page) {
            case MARKET, SERVERS, CREATE, SERVER, PROVIDE, WALLET -> true;
            case WELCOME, HOME, HISTORY, TRUST, PROOF, SETTINGS -> false;
        };
    }

    @Override
    protected void start() {
        follow(services.network().state(), this::changed);
    }

    @Override
    protected void stop() {
        unfollow();
    }

    private void changed(NetworkState now) {
        var before = network.get();
        network.set(now);
        if (now instanceof NetworkState.Connected(var session)) {
            if (!now.equals(before) || serversFollowed == null) {
                unfollow();
                serversFollowed =
                        background().follow(session.servers().servers(), this::serversChanged);
            }
        } else {
            unfollow();
            serversChanged(List.of());
            if (needsNetwork(place.get().page())) {
                place.set(Place.of(Page.HOME));
            }
        }
    }

    private void unfollow() {
        var followed = serversFollowed;
        serversFollowed = null;
        if (followed != null) {
            followed.close();
        }
    }

    private void serversChanged(List<ServerSnapshot> all) {
        servers.set(all);
        var next = new ArrayList<NavItem>();
        boolean connected = network.get() instanceof NetworkState.Connected;
        next.add(NavItem.page(Place.of(Page.HOME), Optional.empty()));
        if (connected) {
            var open =
                    all.stream().filter(it -> !(it.state() instanceof ServerState.Closed)).toList();
            next.add(NavItem.page(Place.of(Page.MARKET), Optional.empty()));
            next.add(
                    NavItem.page(
                            Place.of(Page.SERVERS),
                            open.isEmpty() ? Optional.empty() : Optional.of(open.size())));
            open.stream().limit(SERVERS_SHOWN).map(ShellModel::item).forEach(next::add);
            next.add(NavItem.page(Place.of(Page.PROVIDE), Optional.empty()));
        }
        next.add(NavItem.page(Place.of(Page.HISTORY), Optional.empty()));
        if (connected) {
            next.add(NavItem.page(Place.of(Page.WALLET), Optional.empty()));
        }
        if (connected || network.get() instanceof NetworkState.Watching) {
            next.add(NavItem.page(Place.of(Page.TRUST), Optional.empty()));
        }
        next.add(NavItem.page(Place.of(Page.SETTINGS), Optional.empty()));
        items.set(List.copyOf(next));
    }

    private static NavItem item(ServerSnapshot server) {
        return new NavItem(
                Place.of(server.id()),
                Page.SERVER.icon(),
                server.spec().name(),
                Optional.empty(),
                Optional.of(ServerWords.tone(server.state())),
                ServerWords.state(server.state()));
    }

    /// Whether a line of the sidebar leads to where the user is.
    static boolean leadsTo(NavItem item, Place here) {
        if (item.place().page() == Page.SERVERS && here.page() == Page.CREATE) {
            return true;
        }
        return item.place().page() == here.page()
                && Objects.equals(item.place().server(), here.server());
    }
}
