package io.p2pcloud.bench;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

/// Measurements and how they are told.
final class Figures {
    private Figures() {}

    /// Prints `name,figure,unit,baseline,baseline figure,ratio` with the ratio of figure to
    /// baseline.
    static void print(
            String name, double figure, String unit, String baseline, double baselineFigure) {
        System.out.printf(
                Locale.ROOT,
                "%s,%.3f,%s,%s,%.3f,%.3f%n",
                name,
                figure,
                unit,
                baseline,
                baselineFigure,
                figure / baselineFigure);
    }

    static double median(double[] samples) {
        var sorted = samples.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /// Milliseconds that `work` takes.
    static double milliseconds(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return Duration.ofNanos(System.nanoTime() - start).toNanos() / 1e6;
    }
}
