package io.p2pcloud.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class SoonTest {
    @Test
    void whoeverAsksDoesNotWait() throws Exception {
        var begun = new CountDownLatch(1);
        var held = new CountDownLatch(1);
        try (var soon =
                new Soon(
                        "work",
                        () -> {
                            begun.countDown();
                            await(held);
                        })) {
            soon.ask();
            begun.await();
            held.countDown();
        }
    }

    @Test
    void workAskedForSeveralTimesBeforeItBeginsIsDoneOnceMore() throws Exception {
        var runs = new AtomicInteger();
        var round = new CyclicBarrier(2);
        var done = new Semaphore(0);
        try (var soon =
                new Soon(
                        "work",
                        () -> {
                            runs.incrementAndGet();
                            meet(round);
                            meet(round);
                            done.release();
                        })) {
            soon.ask();
            round.await();
            soon.ask();
            soon.ask();
            soon.ask();
            round.await();
            done.acquire();
            round.await();
            round.await();
            done.acquire();
            soon.ask();
            round.await();
            round.await();
            done.acquire();
        }
        assertThat(runs).hasValue(3);
    }

    @Test
    void workThatFailedIsDoneAgainWhenAskedFor() throws Exception {
        var runs = new Semaphore(0);
        try (var soon =
                new Soon(
                        "work",
                        () -> {
                            runs.release();
                            throw new IllegalStateException("the chain cannot be asked");
                        })) {
            soon.ask();
            runs.acquire();
            soon.ask();
            runs.acquire();
        }
    }

    @Test
    void askingAfterTheEndDoesNothing() {
        var runs = new AtomicInteger();
        var soon = new Soon("work", runs::incrementAndGet);
        soon.close();

        soon.ask();

        assertThat(runs).hasValue(0);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void meet(CyclicBarrier round) {
        try {
            round.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (BrokenBarrierException e) {
            throw new IllegalStateException(e);
        }
    }
}
