package io.p2pcloud.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.p2pcloud.common.Json;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The Solidity side, through the tools of node_modules: what is checked in is what the sources
/// compile to, and forge's tests pass on it.
class SolidityTest {
    private static final Path ROOT = Path.of("").toAbsolutePath();
    private static final Path CHECKED_IN = ROOT.resolve("src/main/resources/io/p2pcloud/contracts");
    // Seconds of work; the rest is for a machine that has other things to do.
    private static final long PATIENCE_MINUTES = 15;

    @Test
    void sourcesCompileToTheBytesThatAreCheckedIn(@TempDir Path fresh)
            throws IOException, InterruptedException {
        requireTools("node_modules/solc", "node_modules/@openzeppelin/contracts");
        run(fresh.resolve("log"), "node", "build.cjs", fresh.resolve("out").toString());
        try (var files = Files.list(fresh.resolve("out"))) {
            var compiled = files.toList();
            assertThat(compiled).hasSizeGreaterThan(7);
            for (var file : compiled) {
                assertThat(CHECKED_IN.resolve(file.getFileName())).hasSameBinaryContentAs(file);
            }
        }
    }

    @Test
    void forgeFindsNoFault(@TempDir Path folder) throws IOException, InterruptedException {
        requireTools("node_modules/solc", "node_modules/.bin/forge");
        run(folder.resolve("log"), "sh", "./forge-test");
    }

    @Test
    void everyCustomErrorIsReachedByATest() throws IOException {
        var tests = new StringBuilder();
        try (var files = Files.list(ROOT.resolve("src/test/solidity"))) {
            for (var file : files.toList()) {
                tests.append(Files.readString(file));
            }
        }
        var errors = errorsOfTheMarket().toList();
        assertThat(errors).hasSizeGreaterThan(60);
        assertThat(errors)
                .allSatisfy(name -> assertThat(tests).contains("E." + name + ".selector"));
    }

    @Test
    void noFileIsTooLongToRead() throws IOException {
        try (var files = Files.walk(ROOT.resolve("src"))) {
            assertThat(files.filter(it -> it.toString().endsWith(".sol")))
                    .hasSizeGreaterThan(30)
                    .allSatisfy(it -> assertThat(Files.readAllLines(it)).hasSizeLessThan(301));
        }
    }

    private static Stream<String> errorsOfTheMarket() {
        return Json.parse(MarketArtifacts.market().abi())
                .valueStream()
                .filter(item -> item.get("type").asString().equals("error"))
                .map(item -> item.get("name").asString());
    }

    private static void requireTools(String... paths) {
        var missing = Stream.of(paths).filter(it -> !Files.exists(ROOT.resolve(it))).toList();
        var message = "missing " + missing + " in " + ROOT + ": run npm ci there";
        if (Boolean.getBoolean("p2pcloud.require.tools")) {
            assertThat(missing).as(message).isEmpty();
        }
        assumeTrue(missing.isEmpty(), message);
    }

    private static void run(Path log, String... command) throws IOException, InterruptedException {
        var process =
                new ProcessBuilder(List.of(command))
                        .directory(new File(ROOT.toString()))
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
        }
        assertThatCode(() -> assertThat(process.exitValue()).isZero())
                .as(Files.readString(log))
                .doesNotThrowAnyException();
    }
}
