package io.p2pcloud.bench;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

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

    /// The same of medians, and beside it the ratio of each sample to the baseline's of the same
    /// moment: where the computer's speed drifts, that is the one to trust.
    static void printPairs(
            String name, double[] samples, String unit, String baseline, double[] baselines) {
        print(name, median(samples), unit, baseline, median(baselines));
        var ratios = new double[samples.length];
        Arrays.setAll(ratios, i -> samples[i] / baselines[i]);
        System.err.printf(
                Locale.ROOT,
                "%s pair by pair: %s; median %.3f%n",
                name,
                Arrays.stream(ratios).mapToObj("%.2f"::formatted).collect(Collectors.joining(", ")),
                median(ratios));
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
