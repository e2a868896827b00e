package io.p2pcloud.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import io.p2pcloud.tenant.PhaseRow.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class LaunchProgressTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Samples.NOW);
    private final LaunchProgress progress = new LaunchProgress(now::get, () -> {});

    @Test
    void enteringAPhaseCompletesThoseBeforeIt() {
        progress.enter(LaunchPhase.ORDER, "taking");
        pass(3);
        progress.enter(LaunchPhase.MACHINE, "starting");
        pass(2);
        var rows = progress.snapshot().phases();
        assertThat(rows.get(0).progress()).isEqualTo(new Progress.Done(Duration.ofSeconds(3)));
        assertThat(rows.get(1).progress()).isEqualTo(new Progress.Done(Duration.ZERO));
        assertThat(rows.get(2).elapsed(now.get())).contains(Duration.ofSeconds(2));
        assertThat(rows.get(3).progress()).isEqualTo(new Progress.Waiting());
        assertThat(progress.snapshot().complete()).isFalse();
    }

    @Test
    void aFailureStopsThePhaseInWhichItHappened() {
        progress.enter(LaunchPhase.BOOT, "starting");
        pass(5);
        var failure =
                new LaunchFailure(
                        LaunchPhase.BOOT, LaunchFailure.Reason.SHELL_TIMEOUT, "It is late.", "");
        progress.fail(failure);
        assertThat(progress.snapshot().failure()).contains(failure);
        assertThat(progress.snapshot().phases().get(5).progress())
                .isEqualTo(new Progress.Failed(Duration.ofSeconds(5)));
    }

    @Test
    void isCompleteOnceTheShellAnswered() {
        progress.enter(LaunchPhase.SHELL, "logging in");
        progress.complete();
        assertThat(progress.snapshot().complete()).isTrue();
    }

    @Test
    void aFailureOfBeforeIsToldAfterARestart() {
        var failure =
                new LaunchFailure(
                        LaunchPhase.BOOT, LaunchFailure.Reason.SHELL_TIMEOUT, "It is late.", "");
        var told = LaunchProgress.failed(Samples.NOW, failure);
        assertThat(told.failure()).contains(failure);
        assertThat(told.complete()).isFalse();
        assertThat(told.phases().get(4).progress()).isInstanceOf(Progress.Done.class);
        assertThat(told.phases().get(5).progress()).isInstanceOf(Progress.Failed.class);
        assertThat(told.phases().get(6).progress()).isInstanceOf(Progress.Waiting.class);
    }

    @Test
    void aLaunchThatIsAheadHasNoPhaseBehindIt() {
        assertThat(LaunchProgress.ahead(Samples.NOW).phases())
                .allMatch(row -> row.progress() instanceof Progress.Waiting);
        assertThat(LaunchProgress.ahead(Samples.NOW).complete()).isFalse();
    }

    private void pass(long seconds) {
        now.updateAndGet(time -> time.plusSeconds(seconds));
    }
}
