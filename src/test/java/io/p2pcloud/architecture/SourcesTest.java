package io.p2pcloud.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What every source file looks like.
class SourcesTest {
    private static final int MAX_LINES = 300;

    /// Words that say nothing about what a class is.
    private static final Set<String> EMPTY_WORDS =
            Set.of("manager", "helper", "util", "utils", "processor", "info", "data", "impl");

    /// The processor of a computer and Linux' file about it; AMD's names of fields in a report.
    private static final Set<String> MEANT_SO =
            Set.of("Processor", "CpuInfo", "HostData", "AttestReportData");

    /// They look at a condition again and again until a deadline; give a process that was forked in
    /// the last instant time to become QEMU; find that a socket takes no more for a while; wait to
    /// be killed.
    private static final Set<String> MAY_SLEEP =
            Set.of(
                    "Await",
                    "DevnetTest",
                    "KilledProgramsTest",
                    "ByteLinesTest",
                    "StartsAGuestAndWaits");

    /// To be divided.
    private static final Set<String> STILL_TOO_LONG = Set.of("Quickstart");

    private static final Pattern UNFINISHED =
            Pattern.compile("\\b(TODO|FIXME|XXX)\\b|UnsupportedOperationException\\(\\)");

    @Test
    void noFileIsTooLongToRead() {
        var found =
                sources(source -> !STILL_TOO_LONG.contains(simpleName(source)))
                        .filter(source -> Product.lines(source).size() > MAX_LINES)
                        .map(source -> source + ": " + Product.lines(source).size() + " lines");
        assertThat(found).isEmpty();
    }

    @Test
    void noClassHasAnEmptyWordInItsName() {
        var found =
                sources(source -> !Product.name(source).equals("package-info.java"))
                        .filter(source -> !MEANT_SO.contains(simpleName(source)))
                        .filter(source -> words(source).anyMatch(EMPTY_WORDS::contains));
        assertThat(found).isEmpty();
    }

    @Test
    void everyPackageSaysWhatItIs() {
        var found =
                sources(source -> !Product.isTest(source))
                        .map(Path::getParent)
                        .distinct()
                        .filter(folder ->
                                !Files.exists(
                                        Product.root()
                                                .resolve(folder)
                                                .resolve("package-info.java")));
        assertThat(found).isEmpty();
    }

    @Test
    void everyPackageIsNullMarked() {
        var found =
                sources(source -> Product.name(source).equals("package-info.java"))
                        .filter(source ->
                                Product.lines(source).stream()
                                        .noneMatch(line -> line.equals("@NullMarked")));
        assertThat(found).isEmpty();
    }

    @Test
    void onlyProgramsWriteToTheTerminal() {
        assertThat(
                        lines(
                                source ->
                                        !Product.isTest(source)
                                                && !source.startsWith("app")
                                                && !Product.name(source).equals("Main.java"),
                                Pattern.compile("System\\.(out|err)\\b")))
                .isEmpty();
    }

    @Test
    void noTestSleeps() {
        assertThat(
                        lines(
                                source ->
                                        Product.isTest(source)
                                                && !MAY_SLEEP.contains(simpleName(source)),
                                Pattern.compile("Thread\\s*\\.\\s*sleep\\b")))
                .isEmpty();
    }

    @Test
    void nothingIsLeftUnfinished() {
        assertThat(lines(source -> !Product.name(source).equals("SourcesTest.java"), UNFINISHED))
                .isEmpty();
    }

    private static Stream<Path> sources(Predicate<Path> wanted) {
        return Product.sources().stream().filter(wanted);
    }

    private static List<String> lines(Predicate<Path> wanted, Pattern pattern) {
        return sources(wanted)
                .filter(source -> !Product.name(source).equals("SourcesTest.java"))
                .flatMap(source ->
                        Product.lines(source).stream()
                                .filter(line -> pattern.matcher(line).find())
                                .map(line -> source + ": " + line.strip()))
                .toList();
    }

    /// The words of a class's name: `OfferListing.java` has `offer` and `listing`.
    private static Stream<String> words(Path source) {
        return Arrays.stream(
                        simpleName(source)
                                .split("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", -1))
                .map(word -> word.toLowerCase(Locale.ROOT));
    }

    private static String simpleName(Path source) {
        return Product.name(source).replace(".java", "");
    }
}
