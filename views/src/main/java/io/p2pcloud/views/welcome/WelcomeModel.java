package io.p2pcloud.views.welcome;

import io.p2pcloud.views.common.Background;
import io.p2pcloud.views.common.Navigator;
import io.p2pcloud.views.common.Page;
import io.p2pcloud.views.common.ViewModel;
import io.p2pcloud.views.session.MachineLook.Fact;
import io.p2pcloud.views.session.NetworkState;
import io.p2pcloud.views.session.Services;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// The first run.
public final class WelcomeModel extends ViewModel {
    private final Services services;
    private final Navigator navigator;
    private final ReadOnlyObjectWrapper<List<Fact>> facts = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<NetworkState> network;
    private boolean begun;

    public WelcomeModel(Services services, Navigator navigator, Background background) {
        super(background);
        this.services = services;
        this.navigator = navigator;
        network = new ReadOnlyObjectWrapper<>(services.network().state().get());
    }

    /// What was found on this computer; empty until it was looked at, and when that failed.
    public ReadOnlyObjectProperty<List<Fact>> facts() {
        return facts.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<NetworkState> network() {
        return network.getReadOnlyProperty();
    }

    /// Starts the network on this computer, and goes home when it is there.
    public void tryHere() {
        begun = true;
        services.network().tryHere();
    }

    /// Looks around without a network.
    public void skip() {
        leave();
    }

    private void leave() {
        services.preferences().set(services.preferences().get().welcome(true));
        navigator.open(Page.HOME);
    }

    @Override
    protected void start() {
        follow(services.network().state(), this::changed);
        background().run(() -> services.machine().look(), facts::set, _ -> {});
    }

    private void changed(NetworkState now) {
        network.set(now);
        if (begun && now instanceof NetworkState.Connected) {
            begun = false;
            leave();
        }
    }
}
