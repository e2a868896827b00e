package io.p2pcloud.attestation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What others may build on fits on one screen: to make one more type public is a decision.
final class PublicApiTest {
    private static final Path SOURCES = Path.of("src/main/java/io/p2pcloud/attestation");
    private static final Pattern PUBLIC =
            Pattern.compile(
                    "^public (?:sealed |final )*(?:class|record|enum|interface) (\\w+)",
                    Pattern.MULTILINE);

    @Test
    void theVerifierIsThese() throws IOException {
        assertThat(publicTypes(SOURCES))
                .containsExactly(
                        "AttestationPolicy",
                        "AttestationResult",
                        "AttestationVerifier",
                        "Challenge",
                        "Check",
                        "CpuModel",
                        "CpuRule",
                        "Evidence",
                        "EvidenceParts",
                        "FirmwareRelease",
                        "Grade",
                        "Group",
                        "GuestPolicy",
                        "LaunchProfile",
                        "Outcome",
                        "PlatformFlags",
                        "Product",
                        "Reason",
                        "SavedEvidence",
                        "SigningKey",
                        "SnpReport",
                        "Status",
                        "TcbVersion",
                        "TrustedRoots",
                        "Verdict",
                        "VerifiedEvidence");
    }

    @Test
    void theMeasurementIsThese() throws IOException {
        assertThat(publicTypes(SOURCES.resolve("measurement")))
                .containsExactly(
                        "DirectBoot",
                        "LaunchInputs",
                        "LaunchMeasurement",
                        "LaunchMode",
                        "MeasurementFault",
                        "MeasurementOutcome",
                        "VcpuType");
    }

    /// What stands in AMD's documents is cited by its section.
    @Test
    void whatAmdSpecifiesSaysWhere() throws IOException {
        for (var type :
                List.of(
                        "AttestationPolicy",
                        "AttestationVerifier",
                        "Challenge",
                        "CpuModel",
                        "CpuRule",
                        "Evidence",
                        "FirmwareRelease",
                        "GuestPolicy",
                        "LaunchProfile",
                        "PlatformFlags",
                        "SigningKey",
                        "SnpReport",
                        "TcbVersion")) {
            assertThat(prose(type)).as(type).containsPattern("AMD 56860, (\\d\\.\\d|chapter \\d)");
        }
        for (var type : List.of("AttestationVerifier", "Evidence", "Product", "TrustedRoots")) {
            assertThat(prose(type)).as(type).containsPattern("VCEK specification, chapter");
        }
    }

    /// The source with its comments' lines joined.
    private static String prose(String type) throws IOException {
        return Files.readString(SOURCES.resolve(type + ".java"))
                .replaceAll("\\s*\n\\s*///\\s*", " ");
    }

    private static SortedSet<String> publicTypes(Path folder) throws IOException {
        var found = new TreeSet<String>();
        try (var files = Files.list(folder)) {
            for (var file : files.filter(it -> it.toString().endsWith(".java")).toList()) {
                var type = PUBLIC.matcher(Files.readString(file));
                if (type.find()) {
                    found.add(type.group(1));
                }
            }
        }
        return found;
    }
}
