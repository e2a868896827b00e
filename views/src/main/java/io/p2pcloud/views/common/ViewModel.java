package io.p2pcloud.views.common;

import io.p2pcloud.common.Signal;
import io.p2pcloud.common.Signal.Subscription;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// What a screen shows and what can be done there, without the screen. It listens to services only
/// while a view shows it.
public abstract class ViewModel {
    private final Background background;
    private final List<Subscription> subscriptions = new ArrayList<>();
    private boolean active;

    protected ViewModel(Background background) {
        this.background = background;
    }

    /// A view shows it from now on.
    public final void activate() {
        if (!active) {
            active = true;
            start();
        }
    }

    /// No view shows it any more.
    public final void deactivate() {
        if (active) {
            active = false;
            subscriptions.forEach(Subscription::close);
            subscriptions.clear();
            stop();
        }
    }

    /// Subscribes by [#follow] and [#every].
    protected abstract void start();

    /// Lets go of what is not a subscription.
    protected void stop() {}

    protected final boolean isActive() {
        return active;
    }

    protected final Background background() {
        return background;
    }

    protected final <T> void follow(Signal<T> signal, Consumer<? super T> listener) {
        subscriptions.add(background.follow(signal, listener));
    }

    protected final void every(Duration period, Runnable tick) {
        subscriptions.add(background.every(period, tick));
    }
}
