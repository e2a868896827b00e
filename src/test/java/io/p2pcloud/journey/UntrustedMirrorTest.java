package io.p2pcloud.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the firmware of confidential machines is made from, where a mirror lies.
class UntrustedMirrorTest {
    @TempDir Path folder;

    @Test
    void aSourceThatIsNotThePinnedOneIsNeitherBuiltNorKept() throws Exception {
        for (var tool : new String[] {"/usr/lib/apt/apt-helper", "/usr/bin/mmdebstrap"}) {
            assumeTrue(Files.isExecutable(Path.of(tool)), tool + " is not installed");
        }
        var mirror =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        mirror.createContext(
                "/",
                exchange -> {
                    var content = "no source".getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(200, content.length);
                    exchange.getResponseBody().write(content);
                    exchange.close();
                });
        mirror.start();
        try {
            var build =
                    RequiredTools.folders(folder)
                            .install()
                            .resolve("services/guest/firmware/build")
                            .toString();
            var builder = new ProcessBuilder(build, folder.resolve("built").toString());
            var environment = builder.environment();
            environment.put(
                    "P2PCLOUD_DEBIAN_MIRROR", "http://127.0.0.1:" + mirror.getAddress().getPort());
            environment.put("no_proxy", "127.0.0.1");
            builder.redirectErrorStream(true);
            var process = builder.start();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).isEqualTo(1);
            assertThat(said)
                    .contains(
                            "edk2_2025.02.orig.tar.xz could not be fetched, or is not what it must");
            try (var kept = Files.walk(folder.resolve("built"))) {
                assertThat(kept.filter(Files::isRegularFile)).isEmpty();
            }
        } finally {
            mirror.stop(0);
        }
    }
}
