package io.p2pcloud.views.settings;

import io.p2pcloud.views.common.Background;
import io.p2pcloud.views.common.Money;
import io.p2pcloud.views.common.ViewModel;
import io.p2pcloud.views.session.About;
import io.p2pcloud.views.session.Keeping;
import io.p2pcloud.views.session.Keeping.Kept;
import io.p2pcloud.views.session.NetworkState;
import io.p2pcloud.views.session.Preferences.Appearance;
import io.p2pcloud.views.session.Services;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;

/// What can be chosen.
public final class SettingsModel extends ViewModel {
    private final Services services;
    private final ObjectProperty<Appearance> appearance;
    private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<Kept> kept = new ReadOnlyObjectWrapper<>(Kept.OFF);
    private final ReadOnlyBooleanWrapper canKeep = new ReadOnlyBooleanWrapper();
    private Optional<Keeping> keeping = Optional.empty();

    /// @param show keeps an appearance and shows it
    public SettingsModel(Services services, Background background, Consumer<Appearance> show) {
        super(background);
        this.services = services;
        appearance = new SimpleObjectProperty<>(services.preferences().get().appearance());
        appearance.addListener((_, _, chosen) -> show.accept(chosen));
    }

    /// The user's choice; setting it shows and keeps it.
    public ObjectProperty<Appearance> appearance() {
        return appearance;
    }

    About about() {
        return services.about();
    }

    /// Whether there is a network that could be stopped.
    public ReadOnlyBooleanProperty running() {
        return running.getReadOnlyProperty();
    }

    public void stopNetwork() {
        services.network().stop();
    }

    public void startNetwork() {
        services.network().tryHere();
    }

    /// Whether there is a market that could be kept.
    public ReadOnlyBooleanProperty canKeep() {
        return canKeep.getReadOnlyProperty();
    }

    /// How keeping the market goes.
    public ReadOnlyObjectProperty<Kept> kept() {
        return kept.getReadOnlyProperty();
    }

    public void keep(boolean on) {
        keeping.ifPresent(it -> it.set(on));
    }

    String earned() {
        return new Money(services.money()).amount(kept.get().earned());
    }

    private void connected(NetworkState state) {
        keeping =
                state instanceof NetworkState.Connected(var session)
                        ? Optional.of(session.keeping())
                        : Optional.empty();
        canKeep.set(keeping.isPresent());
        keeping.ifPresentOrElse(it -> follow(it.state(), kept::set), () -> kept.set(Kept.OFF));
    }

    @Override
    protected void start() {
        appearance.set(services.preferences().get().appearance());
        follow(
                services.network().state(),
                it ->
                        running.set(
                                it instanceof NetworkState.Connected
                                        || it instanceof NetworkState.Starting));
        follow(services.network().state(), this::connected);
    }
}
