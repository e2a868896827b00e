package io.p2pcloud.common;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/// The latest value of something that changes, and those who want to hear of each change.
///
/// Listeners are called in the order of the changes, on the thread that made the change, while the
/// signal is locked: they must be quick (the window's bridge only posts).
public final class Signal<T> {
    private final Map<Integer, Consumer<? super T>> listeners = new LinkedHashMap<>();
    private int subscriptions;
    private T value;

    public Signal(T initial) {
        value = initial;
    }

    public synchronized T get() {
        return value;
    }

    public synchronized void set(T next) {
        value = next;
        for (var listener : List.copyOf(listeners.values())) {
            listener.accept(next);
        }
    }

    /// Sets what `change` makes of the present value, with no other change in between.
    public synchronized void update(UnaryOperator<T> change) {
        set(change.apply(value));
    }

    /// Calls `listener` with the present value now and with each later one until the subscription
    /// is closed.
    public synchronized Subscription subscribe(Consumer<? super T> listener) {
        int number = ++subscriptions;
        listeners.put(number, listener);
        listener.accept(value);
        return () -> unsubscribe(number);
    }

    private synchronized void unsubscribe(int number) {
        listeners.remove(number);
    }

    /// Ends the calls to a listener; closing twice is harmless.
    @FunctionalInterface
    public interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
