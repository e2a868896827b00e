package io.p2pcloud.attestation;

import io.p2pcloud.common.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/// Real reports and certificates, read where they lie: the folder that the system property
/// `attestation.vectors` names, else `shared/vectors/attestation` beside the project.
public final class Vectors {
    private static final String PLACE = "shared/vectors/attestation";

    private Vectors() {}

    /// Skips the calling test where the data is absent.
    public static Path folder() {
        var named = System.getProperty("attestation.vectors");
        if (named != null) {
            return Path.of(named);
        }
        for (var up = Path.of("").toAbsolutePath(); up != null; up = up.getParent()) {
            if (Files.isDirectory(up.resolve(PLACE))) {
                return up.resolve(PLACE);
            }
        }
        Assumptions.abort("no test data: " + PLACE + " is not beside the project");
        throw new IllegalStateException("unreachable: the test was aborted");
    }

    /// The folder of one real report, by the start of its name.
    public static Path report(String start) {
        try (var all = Files.list(folder().resolve("reports"))) {
            return all.filter(path -> path.getFileName().toString().startsWith(start))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Bytes read(Path file) {
        try {
            return Bytes.of(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Intermediate and root of one product.
    public static List<Bytes> authorities(String product, boolean vlek) {
        var chain = folder().resolve("chains").resolve(product);
        return List.of(
                read(chain.resolve(vlek ? "asvk.der" : "ask.der")), read(chain.resolve("ark.der")));
    }

    /// A report with its certificate and its product's chain.
    public static Evidence evidence(String start) {
        var folder = report(start);
        var name = folder.getFileName().toString();
        var product = name.replaceAll("^[0-9]+-([a-z]+)-.*$", "$1");
        return Evidence.of(read(folder.resolve("report.bin")), read(folder.resolve("vek.der")))
                .withCertificates(authorities(product, name.contains("-vlek-")));
    }
}
