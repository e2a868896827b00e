package io.p2pcloud.attestation;

import static io.p2pcloud.attestation.RealReportsTest.failed;
import static org.assertj.core.api.Assertions.assertThat;

import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// Real reports as a cloud hands them on: behind the 32 bytes of its paravisor's header, in JSON of
/// several forms. What that paravisor binds to them is its own affair.
final class WrappedReportsTest {
    private static final Instant NOW = Instant.parse("2026-11-21T00:00:00Z");
    private static final int HEADER = 0x20;
    private final AttestationVerifier verifier =
            new AttestationVerifier(TrustedRoots.amd(), AttestationPolicy.shipped());

    @ParameterizedTest
    @CsvSource({
        "hcl-report.bin, milan, REJECTED, REPORT_VERSION TCB_LAUNCH TCB_MINIMUM",
        "evidence-v0.json, milan, WARN, ''",
        "evidence-v1.json, milan, WARN, ''",
        "evidence-v2.json, milan, WARN, ''",
        "evidence-genoa.json, genoa, WARN, ''",
    })
    void judgesEveryWrappedReport(String file, String product, Grade grade, String failures) {
        var result = verifier.judge(evidence(file, product), NOW);
        assertThat(
                        failed(result).stream()
                                .map(Enum::name)
                                .sorted()
                                .collect(Collectors.joining(" ")))
                .isEqualTo(failures);
        assertThat(result.check(Reason.SIGNATURE).status()).isEqualTo(Status.PASS);
        assertThat(result.check(Reason.CHAIN_LINKS).status()).isEqualTo(Status.PASS);
        assertThat(result.check(Reason.CHAIN_ROOT).status()).isEqualTo(Status.PASS);
        assertThat(result.grade()).isEqualTo(grade);
    }

    private static Evidence evidence(String file, String product) {
        var folder = Vectors.folder().resolve("azure-vtpm");
        var bytes = Vectors.read(folder.resolve(file));
        if (file.endsWith(".bin")) {
            return evidence(bytes, Vectors.read(folder.resolve("vcek.pem")), product);
        }
        var json = Json.parse(bytes.toArray());
        return json.has("report")
                ? evidence(
                        numbers(json.get("report")), ascii(json.get("vcek").stringValue()), product)
                : evidence(base64(json.get("hcl_report")), base64(json.get("vcek")), product);
    }

    private static Evidence evidence(Bytes wrapped, Bytes certificate, String product) {
        return Evidence.of(wrapped.slice(HEADER, HEADER + SnpReport.SIZE), certificate)
                .withCertificates(Vectors.authorities(product, false));
    }

    private static Bytes numbers(JsonNode list) {
        var bytes = new byte[list.size()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) list.get(i).intValue();
        }
        return Bytes.of(bytes);
    }

    private static Bytes base64(JsonNode text) {
        return Bytes.of(Base64.getUrlDecoder().decode(text.stringValue()));
    }

    private static Bytes ascii(String text) {
        return Bytes.of(text.getBytes(StandardCharsets.US_ASCII));
    }
}
