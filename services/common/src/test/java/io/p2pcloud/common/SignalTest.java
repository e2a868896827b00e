package io.p2pcloud.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class SignalTest {
    @Test
    void tellsANewListenerThePresentValueThenEachChange() {
        var signal = new Signal<>(1);
        var heard = new ArrayList<Integer>();
        try (var subscription = signal.subscribe(heard::add)) {
            assertThat(subscription).isNotNull();
            signal.set(2);
        }
        signal.set(3);
        assertThat(heard).containsExactly(1, 2);
    }

    @Test
    void losesNoUpdateOfManyWriters() {
        var signal = new Signal<>(0);
        var heard = new ArrayList<Integer>();
        try (var subscription = signal.subscribe(heard::add);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            assertThat(subscription).isNotNull();
            for (int i = 0; i < 1000; i++) {
                threads.execute(() -> signal.update(n -> n + 1));
            }
        }
        assertThat(signal.get()).isEqualTo(1000);
        assertThat(heard).hasSize(1001).isSorted();
    }
}
