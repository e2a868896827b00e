package io.p2pcloud.launcher.libvirt;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// libvirt's own RELAX NG schemas and `xmllint`, or a skipped (where tools are required: failed)
/// test.
final class LibvirtSchema {
    private static final Path XMLLINT = Path.of("/usr/bin/xmllint");
    private static final Path INSTALLED = Path.of("/usr/share/libvirt/schemas");

    private LibvirtSchema() {}

    /// What `xmllint` objects to; empty when `xml` is valid.
    static String objections(String schema, Path folder, String xml)
            throws IOException, InterruptedException {
        var process =
                new ProcessBuilder(
                                XMLLINT.toString(),
                                "--noout",
                                "--nonet",
                                "--relaxng",
                                folder.resolve(schema).toString(),
                                "-")
                        .redirectErrorStream(true)
                        .start();
        try (var input = process.getOutputStream()) {
            input.write(xml.getBytes(StandardCharsets.UTF_8));
        }
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() == 0 ? "" : said;
    }

    /// The schemas of the libvirt that is installed.
    static Path folder() {
        require(Files.isExecutable(XMLLINT), "the package libxml2-utils is not installed");
        require(Files.isDirectory(INSTALLED), "the schemas of libvirt are not installed");
        return INSTALLED;
    }

    /// Schemas that know SEV-SNP (libvirt 10.5 and later): the installed ones, or those in the
    /// folder that `P2PCLOUD_LIBVIRT_SCHEMAS` names.
    static Path folderWithSnp() throws IOException {
        var given = System.getenv().getOrDefault("P2PCLOUD_LIBVIRT_SCHEMAS", "");
        for (var folder : Stream.of(folder(), Path.of(given)).toList()) {
            var common = folder.resolve("domaincommon.rng");
            if (Files.exists(common) && Files.readString(common).contains("sev-snp")) {
                return folder;
            }
        }
        require(false, "no schema here knows SEV-SNP; P2PCLOUD_LIBVIRT_SCHEMAS can name a folder");
        throw new IllegalStateException("not reached");
    }

    private static void require(boolean there, String missing) {
        if (!there && Boolean.getBoolean("p2pcloud.require.tools")) {
            fail(missing);
        }
        assumeTrue(there, "skipped: " + missing);
    }
}
