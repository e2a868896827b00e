package io.p2pcloud.launcher.hypervisor;

import java.time.Duration;
import java.util.concurrent.Callable;

/// Waits for another process to make something true.
final class Await {
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    private Await() {}

    static void until(String what, Callable<Boolean> condition) throws Exception {
        long start = System.nanoTime();
        while (!condition.call()) {
            if (System.nanoTime() - start > DEADLINE.toNanos()) {
                throw new AssertionError("not within " + DEADLINE + ": " + what);
            }
            Thread.sleep(Duration.ofMillis(10));
        }
    }
}
