package io.p2pcloud.views.common;

import static org.assertj.core.api.Assertions.assertThat;

import io.p2pcloud.common.Signal;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class BackgroundTest {
    private final Queue<Runnable> window = new ArrayDeque<>();
    private final Background background =
            new Background(Runnable::run, window::add, (_, _) -> () -> {});
    private final List<String> heard = new ArrayList<>();

    private void drain() {
        while (!window.isEmpty()) {
            window.remove().run();
        }
    }

    @Test
    void answersOnTheWindowsThread() {
        background.run(() -> "done", heard::add, problem -> heard.add(problem.sentence()));
        assertThat(heard).isEmpty();
        drain();
        assertThat(heard).containsExactly("done");
    }

    @Test
    void handsAFailuresOwnSentenceOn() {
        background.run(
                () -> {
                    throw new IOException("The chain does not answer.");
                },
                _ -> heard.add("done"),
                problem -> heard.add(problem.sentence()));
        drain();
        assertThat(heard).containsExactly("The chain does not answer.");
    }

    @Test
    void namesADefectWhereThereIsNoSentence() {
        background.act(
                () -> {
                    throw new IllegalStateException();
                },
                problem -> heard.add(problem.sentence()));
        drain();
        assertThat(heard.getFirst()).contains("IllegalStateException").doesNotContain("null");
    }

    @Test
    void drawsOnlyTheNewestOfChangesThatComeTogether() {
        var signal = new Signal<>("a");
        try (var _ = background.follow(signal, heard::add)) {
            assertThat(heard).containsExactly("a");
            drain();
            heard.clear();
            signal.set("b");
            signal.set("c");
            assertThat(heard).isEmpty();
            drain();
            assertThat(heard).containsExactly("c");
        }
    }

    @Test
    void hearsNothingMoreOnceItWasClosed() {
        var signal = new Signal<>("a");
        var subscription = background.follow(signal, heard::add);
        drain();
        heard.clear();
        signal.set("b");
        subscription.close();
        drain();
        signal.set("c");
        drain();
        assertThat(heard).isEmpty();
    }

    @Test
    void givesTheSameFailureTheSameCode() {
        var one = Problem.of(new IOException("Port 8545 is used."));
        var two = Problem.of(new IOException("Port 8546 is used."));
        assertThat(one.code()).isEqualTo(two.code()).matches("E-[0-9A-F]{4}");
    }
}
