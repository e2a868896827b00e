package io.p2pcloud.views.example;

import io.p2pcloud.common.Signal;
import io.p2pcloud.common.TokenAmount;
import io.p2pcloud.views.session.Keeping;

/// Has earned something whenever it is on.
final class FakeKeeping implements Keeping {
    private final Signal<Kept> state = new Signal<>(Kept.OFF);

    @Override
    public Signal<Kept> state() {
        return state;
    }

    @Override
    public void set(boolean on) {
        state.set(on ? new Kept(true, 2, TokenAmount.ofUnits(100_000), "") : Kept.OFF);
    }
}
