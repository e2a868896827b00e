package io.p2pcloud.views.servers;

import io.p2pcloud.tenant.ServerSnapshot;
import io.p2pcloud.tenant.ServerState;
import io.p2pcloud.views.common.Background;
import io.p2pcloud.views.common.Money;
import io.p2pcloud.views.common.Navigator;
import io.p2pcloud.views.common.Page;
import io.p2pcloud.views.common.Place;
import io.p2pcloud.views.common.Times;
import io.p2pcloud.views.common.ViewModel;
import io.p2pcloud.views.session.Services;
import io.p2pcloud.views.session.Session;
import java.util.List;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;

/// All servers of this computer's tenant.
public final class ServerListModel extends ViewModel {
    private final Session session;
    private final Navigator navigator;
    private final RestoreStart restores;
    private final Money money;
    private final Times times;
    private final ReadOnlyObjectWrapper<List<ServerSnapshot>> shown =
            new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<Counts> counts =
            new ReadOnlyObjectWrapper<>(new Counts(0, 0));
    private final BooleanProperty withClosed = new SimpleBooleanProperty();

    /// How many are open, and how many are over.
    public record Counts(long open, long closed) {}

    public ServerListModel(
            Session session,
            Services services,
            Navigator navigator,
            Background background,
            RestoreStart restores) {
        super(background);
        this.restores = restores;
        this.session = session;
        this.navigator = navigator;
        money = new Money(services.money());
        times = new Times(services.clock(), services.zone());
        withClosed.addListener(_ -> changed(session.servers().servers().get()));
    }

    public ReadOnlyObjectProperty<List<ServerSnapshot>> shown() {
        return shown.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Counts> counts() {
        return counts.getReadOnlyProperty();
    }

    /// Whether those that are over are shown too.
    public BooleanProperty withClosed() {
        return withClosed;
    }

    Money money() {
        return money;
    }

    Times times() {
        return times;
    }

    public void open(ServerSnapshot server) {
        navigator.open(Place.of(server.id()));
    }

    RestoreStart restores() {
        return restores;
    }

    public void create() {
        navigator.open(Page.CREATE);
    }

    @Override
    protected void start() {
        follow(session.servers().servers(), this::changed);
    }

    private void changed(List<ServerSnapshot> all) {
        long closed = all.stream().filter(ServerListModel::isClosed).count();
        counts.set(new Counts(all.size() - closed, closed));
        shown.set(all.stream().filter(it -> withClosed.get() || !isClosed(it)).toList());
    }

    private static boolean isClosed(ServerSnapshot server) {
        return server.state() instanceof ServerState.Closed;
    }
}
